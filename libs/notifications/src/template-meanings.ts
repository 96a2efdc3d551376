/** What each template is for, by its name. */
export const PURPOSES: Readonly<Record<string, string>> = {
  notice: 'Tells an operator that an incident touches it, and asks whether it sees it.',
  update: 'Tells the operators of an incident what is new, and asks how it is with them.',
  'all-clear': 'Tells the operators of an incident that it is over, as far as we know.',
  receipt: 'Tells a reporter who is known to us that the report is stored, and what happens next.',
  'report-proof': 'Asks somebody who reported without an account whether the address is theirs.',
  'report-receipt': 'Tells who reported without an account that the report is taken up.',
  invitation: 'Invites a person to an account.',
  'password-reset': 'Lets a person choose a new password.',
  'password-changed': 'Tells a person that the password of their account was changed.',
  'account-changed': 'Tells a person that a way into their account was added or taken away.',
  'contact-change-asked': 'Asks a contact of an operator whether a change of its contacts or keys is right.',
  'message-waits': 'Tells a contact, without its content, that a message waits: its key is of no use now.',
  'key-ends': 'Tells a contact that the key we have for it ends soon, 60, 30 and 7 days before.',
  'list-alert': 'Carries what is posted to a mailing list to each of its members.',
  'list-confirm': 'Asks whoever subscribed to a mailing list whether they did.',
  'list-key-changed': 'Tells a member of a mailing list that a signed mail gave another key.',
  'list-left': 'Tells a member that it left a mailing list by a signed mail.',
  'list-rule-alert': 'Carries what a rule posts to a mailing list to each of its members, in their language.',
  'list-wish-refused': 'Tells who wrote to a list for itself why nothing changed, and how it is done.',
  'list-post-refused': 'Tells who wrote to a list why it was not posted.',
  'list-member-paused': 'Tells ourselves that mail to a member of a mailing list comes back.',
  'mail-receipt': 'Tells a contact that its signed report by mail is stored, and what happens next.',
  'mail-not-read': 'Tells the sender of a mail that we could not read it, and what to do.',
  'answer-not-taken':
    'Asks the sender of an answer that is not signed by a key of the operator for another way.',
  'contact-pack':
    'Gives a contact, each month and encrypted, what it needs to reach us when the network does not serve.',
  canary: 'Tries whether our mail goes out, every five minutes; it goes to an address of our own.',
  drill: 'Tries whether a contact can be reached: it asks for the press of one button.',
  'record-anchor': "Gives the head of the record's log to whoever keeps it outside, each day.",
  'record-slice':
    'Brings an operator, when an incident is closed, its own part of the record with its proofs.',
  'duty-begins':
    'Tells one of our own that they are on duty now: until when, what is open, what is due next.',
  'duty-ends': 'Tells one of our own that they are off duty, and who took over.',
  'duty-gap': 'Tells the leads of a time in which nobody is on duty, a day before it.',
  'contact-changed': 'Tells who was a contact before that contacts or keys were changed.',
};

const SOON = 'Sun 2026-03-01 02:14 UTC (Sun 2026-03-01 15:14 +13:00 Pacific/Auckland)';
const LATER = 'Sun 2026-03-01 06:14 UTC (Sun 2026-03-01 19:14 +13:00 Pacific/Auckland)';

interface Variable {
  meaning: string;
  /** Stands in for it where a template is shown without an incident. */
  sample: string;
}

/** What stands behind each variable of the templates. Samples are made up. */
export const VARIABLES: Readonly<Record<string, Variable>> = {
  ackUrl: {
    meaning: 'The link by which this contact answers; each mail has one of its own.',
    sample: '',
  },
  answerBy: {
    meaning: 'By when we ask for an answer, in UTC and in the zone of the contact.',
    sample: LATER,
  },
  appliedAt: { meaning: 'When the change was made.', sample: SOON },
  askedAt: { meaning: 'When the change was asked for.', sample: SOON },
  askedBy: { meaning: 'Who asked for the change.', sample: 'Duty desk' },
  attached: {
    meaning: 'Says that the file goes along; empty where it is too large for a mail.',
    sample: 'yes',
  },
  tooLarge: { meaning: 'The opposite: says that the file has to be fetched.', sample: '' },
  body: {
    meaning: 'What a person wrote for this notice.',
    sample: 'The provider has found the fault and works on it.',
  },
  change: { meaning: 'What was changed at the account.', sample: 'A passkey was added.' },
  changedAt: { meaning: 'When it was changed.', sample: SOON },
  changes: {
    meaning: 'Each field that changes, as it was and as it becomes.',
    sample: '  order of call: 2 -> 1',
  },
  confirmedHow: {
    meaning: 'How a second person confirmed the change.',
    sample: 'the link that was mailed to another contact',
  },
  contact: { meaning: 'The contact that is changed.', sample: 'noc@registry.example' },
  directory: {
    meaning: 'Who runs which TLD, one operator a line.',
    sample: '- Registry of .aa (NZ): .aa .bb',
  },
  day: { meaning: 'The day, in UTC.', sample: '2026-03-01' },
  head: {
    meaning: "The signed head of the record's log.",
    sample: 'cert.example/record\n7\nAAAA\n\n— cert.example/record AAAA',
  },
  logKey: { meaning: 'The public key of that log.', sample: 'cert.example/record+00000000+AQ==' },
  drillUrl: { meaning: 'The link of the one button of a drill; each mail has one of its own.', sample: '…' },
  dutyAfter: { meaning: 'Who is on duty now.', sample: 'Second responder' },
  dutyBefore: { meaning: 'Who was on duty before; empty where nobody was.', sample: 'First responder' },
  dutyEnded: { meaning: 'When the duty of its reader ended.', sample: SOON },
  dutyFrom: {
    meaning: 'When the duty of its reader began, in UTC and in the zone of the rota.',
    sample: SOON,
  },
  dutyUntil: { meaning: 'When it ends.', sample: LATER },
  gapFrom: { meaning: 'Since when nobody is on duty.', sample: SOON },
  gapUntil: { meaning: 'Until when, where an end is in sight.', sample: LATER },
  openWork: {
    meaning: 'How much is open and overdue, and what is due next by number of the incident.',
    sample: 'Open incidents: 1. Overdue: 0.',
  },
  exercise: { meaning: 'Says that it is an exercise; empty in a real incident.', sample: '' },
  endedOn: { meaning: 'When the key ended; empty where it has not.', sample: '2026-02-28' },
  endsAt: { meaning: 'When the key of the contact ends.', sample: LATER },
  expiresAt: { meaning: 'Until when the link works.', sample: LATER },
  fingerprint: { meaning: 'Of the key that we have for the contact.', sample: 'A0'.repeat(20) },
  greeting: { meaning: 'The name of the contact, or its role.', sample: 'noc' },
  headline: { meaning: 'The change in one line.', sample: 'a contact is changed' },
  incidentNumber: { meaning: 'The number under which its reader knows the incident.', sample: '2026-000123' },
  inviter: { meaning: 'Who invited.', sample: 'Lead' },
  joinedNote: { meaning: 'Says that we knew of it already; else empty.', sample: '' },
  kindTitle: { meaning: 'What kind of incident it is.', sample: 'Authoritative outage' },
  leaveUrl: {
    meaning:
      'The link by which its reader leaves the list; empty where the header has it, and for an outside list.',
    sample: 'https://cert.example/unsubscribe/…',
  },
  listAddress: {
    meaning: 'The address of a list that was written to.',
    sample: 'list+news-key@cert.example',
  },
  listUrl: {
    meaning: 'The page of an open list; empty for others.',
    sample: 'https://cert.example/lists/news',
  },
  listName: { meaning: 'The name of the mailing list.', sample: 'DNS operators' },
  keyKept: { meaning: 'Says that a known key is kept; else empty.', sample: '' },
  newFingerprint: { meaning: 'The fingerprint of the new key.', sample: '0'.repeat(40) },
  alert: { meaning: 'What a rule tells of an incident.', sample: '  What       Authoritative outage' },
  alertSubject: { meaning: 'The same in a few words.', sample: 'High: Authoritative outage' },
  member: { meaning: 'The address whose mail comes back.', sample: 'noc@registry.example' },
  nextStep: {
    meaning: 'What we do next, and how soon, by severity.',
    sample: 'a responder looks at it within one hour, day and night.',
  },
  note: { meaning: 'What the drill is for, as a person wrote it.', sample: 'Our yearly drill.' },
  operatorName: { meaning: 'The operator who reads it.', sample: 'Registry of .aa' },
  publicUrl: { meaning: 'The address of this service.', sample: '' },
  reasons: {
    meaning: "Why we think so, about the operator's own servers alone.",
    sample: '  - name server ns1.registry.example answers on 192.0.2.1',
  },
  receivedAt: { meaning: 'When the report came in.', sample: SOON },
  reference: { meaning: 'By which we find the message.', sample: '2026-000123' },
  reportNumber: { meaning: 'The number of the report.', sample: 'R2026-000123' },
  reportSummary: { meaning: 'The summary as it was reported.', sample: 'Nothing resolves under .aa' },
  role: { meaning: 'The role of the account.', sample: 'responder' },
  secret: { meaning: 'The secret of the link; made for each mail, shown nowhere.', sample: '…' },
  severity: { meaning: 'How grave it is for its reader.', sample: 'high' },
  sha256: { meaning: 'The fingerprint of the bytes that came in.', sample: '0'.repeat(64) },
  since: { meaning: 'Since when it goes on, as far as we know.', sample: SOON },
  tldsLong: { meaning: 'The TLDs of the operator that are touched, up to 40.', sample: '.aa, .bb' },
  tldsShort: { meaning: 'The same in a few words, for the subject.', sample: '.aa, .bb' },
  why: { meaning: 'Why it was not taken.', sample: 'it is not signed' },
  builtAt: { meaning: 'When the pack was put together.', sample: SOON },
  contacts: {
    meaning: "The operator's own contacts as we hold them, in the order of call.",
    sample: '- 1. noc: noc@registry.example',
  },
  mail: { meaning: 'Our mail address.', sample: 'cert@cert.example' },
  month: { meaning: 'The month that the pack is of.', sample: '2026-03' },
  telephone: { meaning: 'Our telephone number; empty where it is not public.', sample: '+999 1 234 5678' },
  tlp: { meaning: 'The label that the mail goes under.', sample: 'AMBER' },
};
