import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { ContactChange } from './contact-change.entity.ts';
import { changeLines } from './fields.ts';

/** A change in one line; {@link challengeOf} signs these words. */
export const HEADLINES: Record<ContactChange['what'], string> = {
  added: 'a contact is added',
  edited: 'a contact is changed',
  removed: 'a contact is removed',
  key_set: 'the OpenPGP key of a contact is set',
  key_removed: 'the OpenPGP key of a contact is removed',
};

type Asked = Pick<
  ContactChange,
  'id' | 'operatorId' | 'contactId' | 'what' | 'was' | 'becomes' | 'contact' | 'askedAt'
>;

/** SHA-256 over all that is asked, armour included, as canonical JSON (RFC 8785). */
export function digestOfChange(asked: Asked): string {
  const { id, operatorId, contactId, what, was, becomes } = asked;
  const text = canonicalize({
    id,
    operatorId,
    contactId,
    what,
    was,
    becomes,
    askedAt: asked.askedAt.toISOString(),
  });
  if (text === undefined) throw new Error('a change has no canonical form');
  return createHash('sha256').update(text).digest('hex');
}

/** The text to sign: what a person can read, what binds it to this change, and what nobody could know before. */
export function challengeOf(asked: Asked, operatorSlug: string): string {
  return [
    `I confirm to DNS-CERT that ${HEADLINES[asked.what]}.`,
    `Change: ${asked.id}`,
    `Operator: ${operatorSlug}`,
    `Contact: ${asked.contact}`,
    ...changeLines(asked.was, asked.becomes),
    `SHA-256: ${digestOfChange(asked)}`,
    `Once: ${randomBytes(32).toString('base64url')}`,
  ]
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Is the text that was signed that of this change as it stands? */
export const isChallengeOf = (change: ContactChange): boolean =>
  change.challenge.includes(`\nSHA-256: ${digestOfChange(change)}\n`);
