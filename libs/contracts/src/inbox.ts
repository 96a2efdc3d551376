/** How far a mail that came in is. */
export const INBOUND_STATES = ['received', 'read', 'quarantined', 'discarded'] as const;
export type InboundState = (typeof INBOUND_STATES)[number];

/** Which address of ours took it; `desk` is the one that our mails come from. */
export const INBOUND_MAILBOXES = ['report', 'reply', 'bounce', 'desk', 'list'] as const;
export type InboundMailbox = (typeof INBOUND_MAILBOXES)[number];

/**
 * What became of it: a report; a report that waits for its sender to prove the address; an operator's answer; a word of an
 * operator that is no answer; a post to a list, on which a person decides; somebody's joining or leaving a list, or their key there; a
 * question back; mail of ours that did not arrive; mail of a program; a replay or another's answer, which changes nothing; or nothing
 * yet, for a person to see.
 */
export const INBOUND_OUTCOMES = [
  'report',
  'report_to_prove',
  'answer',
  'note',
  'post',
  'subscription',
  'asked_back',
  'bounce',
  'automatic',
  'refused',
  'kept',
] as const;
export type InboundOutcome = (typeof INBOUND_OUTCOMES)[number];

/** Why a mail was read again: a contact got the key that signed it, or a key of ours that opens it is back. */
export const READ_AGAIN_WHYS = ['key_came', 'own_key_back'] as const;
export type ReadAgainWhy = (typeof READ_AGAIN_WHYS)[number];

/** Can anybody else on the way have read it? `partial`: only a part is encrypted; `unreadable`: it is, and we cannot open it. */
export const ENCRYPTED_STATES = ['yes', 'partial', 'unreadable', 'no'] as const;
export type EncryptedState = (typeof ENCRYPTED_STATES)[number];

/** Is there a signature over the whole of it, and does it hold? `partial`: something in it is signed, the mail is not. */
export const SIGNED_STATES = [
  'good',
  'bad',
  'unknown_key',
  'expired_key',
  'revoked_key',
  'partial',
  'none',
] as const;
export type SignedState = (typeof SIGNED_STATES)[number];

/** Does the key belong to who it says it is from? `other`: it is known and somebody else's. */
export const SENDER_STATES = ['matches', 'other', 'none'] as const;
export type SenderState = (typeof SENDER_STATES)[number];
