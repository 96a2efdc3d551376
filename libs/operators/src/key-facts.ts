import type { ContactKey } from '#libs/mail';
import { MailFault, readContactKey } from '#libs/mail';
import type { Contact } from './contact.entity.ts';

/** What is kept of a contact's key beside what people ask for: it follows from the armour alone. */
export type KeyFacts = Pick<Contact, 'keyAlgorithm' | 'keyIds' | 'keyExpiresAt'>;

const UNREADABLE: KeyFacts = { keyAlgorithm: 'unknown', keyIds: [], keyExpiresAt: null };

/** Takes some ms. A key that was taken once and is refused by now, revoked for one, has facts that say so. */
export async function keyFactsOf(armored: string | null): Promise<KeyFacts> {
  if (armored === null) return { keyAlgorithm: null, keyIds: null, keyExpiresAt: null };
  try {
    return factsOf(await readContactKey(armored));
  } catch (error) {
    if (!(error instanceof MailFault)) throw error;
    return UNREADABLE;
  }
}

export const factsOf = ({ algorithm, keyIds, expiresAt }: ContactKey): KeyFacts => ({
  keyAlgorithm: algorithm,
  keyIds,
  keyExpiresAt: expiresAt,
});
