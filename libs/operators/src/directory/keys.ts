import type { DirectoryOperator } from '#libs/contracts';
import type { ContactKey } from '#libs/mail';
import { MailFault, readContactKey } from '#libs/mail';
import type { DirectoryFault } from './reading.ts';

/** What is known of each key by its armour, as it was given and as it is kept; and every key that cannot be taken, by operator and contact. */
export interface KeyReading {
  keys: Map<string, ContactKey>;
  faults: DirectoryFault[];
}

/** Opens the keys of a directory that is sound otherwise. Mailboxes that share a key are read once; it must name each of them. */
export async function readKeysOf(operators: DirectoryOperator[]): Promise<KeyReading> {
  const reading: KeyReading = { keys: new Map(), faults: [] };
  for (const { slug, contacts } of operators) {
    for (const { email, key } of contacts) {
      if (key === undefined) continue;
      const fault = await faultOf(reading, key, email);
      if (fault !== null) reading.faults.push({ where: `contact ${email}`, slug, message: fault });
    }
  }
  return reading;
}

async function faultOf({ keys }: KeyReading, armored: string, email: string): Promise<string | null> {
  try {
    const key = keys.get(armored) ?? (await readContactKey(armored));
    keys.set(armored, key).set(key.armored, key);
    return key.emails.includes(email.toLowerCase())
      ? null
      : `The key has no user id with the address ${email} that holds.`;
  } catch (error) {
    if (!(error instanceof MailFault)) throw error;
    return error.message;
  }
}
