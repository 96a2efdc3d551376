/** Something that happened at a TLD, with where that can be read. Times are UTC. */
export interface PastIncident {
  tld: string;
  /** When, for a person, in UTC where an hour is named. */
  when: string;
  occurredAt: string;
  summary: string;
  description: string;
  resources: { type: string; value: string }[];
  source: string;
}

/** Facts from the sources named, in our own words; the registries did not file these reports. */
export const PAST_INCIDENTS: PastIncident[] = [
  {
    tld: 'au',
    when: '22 March 2022, 04:40 to 06:48 UTC',
    occurredAt: '2022-03-22T04:40:22Z',
    summary: 'DNSSEC validation of .au failed for about two hours; it is resolved',
    description:
      'Signatures served for .au were bogus, so validating resolvers answered SERVFAIL. One observer saw the first failure at 04:40:22 ' +
      'and the last at 06:48:41 UTC. Some 15,000 names were reported as hit. The cause named later was a bug in the making of signing records.',
    resources: [{ type: 'tld', value: 'au' }],
    source: 'https://ianix.com/pub/dnssec-outages/20220322-au',
  },
  {
    tld: 'my',
    when: '15 June 2018, about 08:30 UTC, to 16 June, 07:00 UTC',
    occurredAt: '2018-06-15T08:30:00Z',
    summary: '.my and eight suffixes below it failed DNSSEC validation for most of a day; it is resolved',
    description:
      'The DS records in the root named a revoked key and one that was not there. Half a day later one server lost its RRSIGs, then bogus ' +
      'ones were served. Service was restored on 16 June at 07:00 UTC.',
    resources: [{ type: 'tld', value: 'my' }],
    source: 'https://ianix.com/pub/dnssec-outages/20180615-my/',
  },
  {
    tld: 'cn',
    when: '24 August 2013, 16:00 UTC, to 25 August, 02:00 UTC',
    occurredAt: '2013-08-24T16:00:00Z',
    summary: 'DDoS attack on the name servers of .cn, in two waves over ten hours; it is over',
    description:
      'A first flood of queries at local midnight, a second and stronger one four hours later. Five servers could not be reached from inside ' +
      'the country by one account. The attack has ended.',
    resources: [{ type: 'tld', value: 'cn' }],
    source:
      'http://www.theregister.co.uk/2013/08/26/chinese_authorities_says_massive_ddos_attack_took_down_cn_domain/',
  },
  {
    tld: 'lk',
    when: '6 February 2021; put right within 90 minutes',
    occurredAt: '2021-02-06T00:00:00Z',
    summary: 'Registry hijack: about ten .lk names were pointed elsewhere through a stolen staff account',
    description:
      'An intruder used the compromised account of a member of staff and got past a restriction of the registration system. All unauthorised ' +
      'changes were reverted within 90 minutes of being noticed. It is resolved; the name servers themselves ran on.',
    resources: [{ type: 'tld', value: 'lk' }],
    source: 'https://blog.domains.lk/2021/02/updates.html',
  },
  {
    tld: 'ai',
    when: '17 December 2024, between root zone serials 2024121701 and 2024121702',
    occurredAt: '2024-12-17T00:00:00Z',
    summary: 'Planned change: .ai moves to a new back end, all its name servers are replaced',
    description:
      'Scheduled migration to another registry back end. The old and the new name servers answer alike while the delegation changes.',
    resources: [{ type: 'tld', value: 'ai' }],
    source: 'https://github.com/kidmin/rza',
  },
];
