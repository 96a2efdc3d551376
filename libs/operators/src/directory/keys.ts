import type { DirectoryOperator } from '#libs/contracts';
import { MailFault, readContactKey } from '#libs/mail';
import type { DirectoryFault } from './reading.ts';

/** Fingerprints by armoured key, and every key that cannot be taken, by operator and contact. */
export interface KeyReading {
  fingerprints: Map<string, string>;
  faults: DirectoryFault[];
}

/** Opens the keys of a directory that is sound otherwise. Mailboxes that share a key are read once. */
export async function readKeysOf(operators: DirectoryOperator[]): Promise<KeyReading> {
  const reading: KeyReading = { fingerprints: new Map(), faults: [] };
  for (const { slug, contacts } of operators) {
    for (const { email, key } of contacts) {
      if (key === undefined || reading.fingerprints.has(key)) continue;
      try {
        reading.fingerprints.set(key, (await readContactKey(key)).fingerprint);
      } catch (error) {
        if (!(error instanceof MailFault)) throw error;
        reading.faults.push({ where: `contact ${email}`, slug, message: error.message });
      }
    }
  }
  return reading;
}
