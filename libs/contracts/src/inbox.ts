/** How far a mail that came in is. */
export const INBOUND_STATES = ['received', 'read', 'quarantined', 'discarded'] as const;
export type InboundState = (typeof INBOUND_STATES)[number];

/** Which address of ours took it; `desk` is the one that our mails come from. */
export const INBOUND_MAILBOXES = ['report', 'reply', 'bounce', 'desk'] as const;
export type InboundMailbox = (typeof INBOUND_MAILBOXES)[number];

/**
 * What became of it: a report; a report that waits for its sender to prove the address; an operator's answer; a word of an
 * operator that is no answer; a question back; mail of ours that did not arrive; mail of a program; a replay or another's
 * answer, which changes nothing; or nothing yet, for a person to see.
 */
export const INBOUND_OUTCOMES = [
  'report',
  'report_to_prove',
  'answer',
  'note',
  'asked_back',
  'bounce',
  'automatic',
  'refused',
  'kept',
] as const;
export type InboundOutcome = (typeof INBOUND_OUTCOMES)[number];
