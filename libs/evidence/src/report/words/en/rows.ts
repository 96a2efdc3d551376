import type { Gap, Measure, Severity, WeakSpot } from '#libs/contracts';

const measures: Record<Measure, string> = {
  receipt: 'Report until its signed receipt',
  triage: 'Incident until a person takes it up',
  first_notice: 'Operator touched until it is told',
  answer: 'Operator told until it answers',
  mitigation: 'Operator touched until its service is well',
  closure: 'Incident until it is closed',
};

const severities: Record<Severity, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Information',
};

const gaps: Record<Gap, string> = {
  no_operator: 'TLDs that nobody is known to run',
  no_usable_contact: 'Operators without a contact that mail reaches',
  contacts_inside: 'Operators whose contacts all fail with their own TLD: no second address elsewhere',
  one_contact: 'Operators with one mailbox alone: no second address',
  no_key: 'Operators without a key: nothing can be encrypted to them',
  key_expired: 'Contacts whose key has ended',
  key_expiring: 'Contacts whose key ends within 60 days',
  concentration: 'Mailboxes on which 20 TLDs or more depend',
};

const spots: Record<WeakSpot, string> = {
  unsigned: 'TLDs without DNSSEC',
  sha1_digest: 'TLDs with a SHA-1 digest in the root zone',
  few_servers: 'TLDs with two name servers or fewer',
  no_ipv6: 'TLDs with no name server on IPv6',
  one_network: 'TLDs with all IPv4 addresses in one /24',
};

/** What the rows of the tables are of. */
export const rows = {
  measures,
  severities,
  gaps,
  spots,
  parties: {
    cctld_manager: 'Managers of country-code TLDs',
    gtld_manager: 'Managers of generic TLDs',
    backend: 'Back-end registry operators',
    secondary: 'Operators of secondary name servers',
    national_cert: 'National CERTs',
    other: 'Others (such as DNS-OARC, SSAC, RSSAC, governments)',
  },
  channels: {
    api: 'By a program or in the console',
    form: 'By the public form',
    mail: 'By mail',
  },
  totals: {
    incidents: 'Incidents',
    operators: 'Operators that they touched',
    grave: 'Incidents that were critical or high',
    'a-month': 'Incidents a month, on average',
  },
  work: {
    mails: 'Mails handed over',
    answers: 'Answers of operators',
    calls: 'Calls made',
    steps: 'Steps taken by a person of the CERT',
  },
};
