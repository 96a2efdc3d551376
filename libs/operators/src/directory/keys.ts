import type { DirectoryOperator } from '#libs/contracts';
import type { ContactKey } from '#libs/mail';
import { MailFault, readContactKey } from '#libs/mail';
import type { DirectoryFault } from './reading.ts';

/** What is known of each key by its armour, and every key that cannot be taken, by operator and contact. */
export interface KeyReading {
  keys: Map<string, ContactKey>;
  faults: DirectoryFault[];
}

/** Opens the keys of a directory that is sound otherwise. Mailboxes that share a key are read once. */
export async function readKeysOf(operators: DirectoryOperator[]): Promise<KeyReading> {
  const reading: KeyReading = { keys: new Map(), faults: [] };
  for (const { slug, contacts } of operators) {
    for (const { email, key } of contacts) {
      if (key === undefined || reading.keys.has(key)) continue;
      try {
        reading.keys.set(key, await readContactKey(key));
      } catch (error) {
        if (!(error instanceof MailFault)) throw error;
        reading.faults.push({ where: `contact ${email}`, slug, message: error.message });
      }
    }
  }
  return reading;
}
