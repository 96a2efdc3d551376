import type { ClearReason, EncryptionPolicy, Tlp } from '#libs/contracts';
import type { Relation } from '#libs/access';
import { whyNotByMail } from './by-mail.ts';

/**
 * How a mail goes to a contact, and why so.
 *
 * signed     everybody on the way can read it
 * encrypted  to this key alone, signed within
 * minimal    signed, and says that something waits: the key to which it belongs is of no use now
 * withheld   not at all
 */
export type Protection =
  | { way: 'signed'; why: string; inClear: ClearReason }
  | { way: 'minimal' | 'withheld'; why: string }
  | { way: 'encrypted'; fingerprint: string; why: string };

/** What a contact wants, and the key that is known for it. */
export interface Lock {
  encryption: EncryptionPolicy;
  keyFingerprint: string | null;
  /** From then on nothing can be encrypted to it; null: it has no end. */
  keyExpiresAt: Date | null;
}

/** What is asked of the label: under which, and what the reader is to the matter. */
export interface Labelled {
  tlp: Tlp;
  relation: Relation;
}

/** Fails closed: what must not be read on the way, or what the contact has a key for, never goes in clear for want of a key. */
export function protectionOf(lock: Lock, { tlp, relation }: Labelled, now: Date): Protection {
  const whyNot = whyNotByMail(tlp, 'mail', relation, true);
  if (whyNot !== null) return { way: 'withheld', why: forAPerson(whyNot, relation) };
  const whyNotInClear = whyNotByMail(tlp, 'mail', relation, false);
  if (lock.encryption === 'never')
    return whyNotInClear === null
      ? { way: 'signed', why: 'the contact wants clear mail', inClear: 'wants_clear' }
      : {
          way: 'withheld',
          why: forAPerson(`${whyNotInClear}, and this contact takes clear mail alone`, relation),
        };
  if (lock.keyFingerprint === null) return withoutKey(lock, whyNotInClear, relation);
  const end = lock.keyExpiresAt;
  if (end !== null && end <= now) return withDeadKey(lock, tlp, `its key ended on ${day(end)}`);
  return { way: 'encrypted', fingerprint: lock.keyFingerprint, why: `to the key ${lock.keyFingerprint}` };
}

/** The same when the key itself says at the last moment that it is of no use. */
export const withDeadKey = ({ encryption }: Lock, tlp: Tlp, what: string): Protection =>
  tlp === 'CLEAR' && encryption !== 'required'
    ? { way: 'signed', why: `${what}, and TLP:CLEAR may be read by everybody`, inClear: 'key_ended' }
    : { way: 'minimal', why: `${what}: it is told that a message waits; call this contact` };

function withoutKey({ encryption }: Lock, whyNotInClear: string | null, relation: Relation): Protection {
  if (encryption === 'required')
    return {
      way: 'withheld',
      why: 'This contact takes encrypted mail alone, and no key is known for it: tell this contact another way.',
    };
  if (whyNotInClear !== null)
    return {
      way: 'withheld',
      why: forAPerson(`${whyNotInClear}, and no key is known for this contact`, relation),
    };
  return { way: 'signed', why: 'no key is known for this contact', inClear: 'no_key' };
}

const forAPerson = (why: string, relation: Relation): string =>
  `${why}: ${relation === 'affected' || relation === 'client' ? 'name it as an operator of the audience, or ' : ''}tell this contact another way.`;

const day = (at: Date): string => at.toISOString().slice(0, 10);
