import { MailFault, readContactKey } from '#libs/mail';
import { ListFault } from './faults.ts';
import type { ReadKey } from './list.entity.ts';

/** By the same rules as a contact's. @throws ListFault `list.key_refused` */
export async function readSubscriberKey(armored: string | undefined, email: string): Promise<ReadKey | null> {
  return armored === undefined ? null : readOneKey(armored, email);
}

/** @throws ListFault `list.key_refused` */
export async function readOneKey(armored: string, email: string): Promise<ReadKey> {
  try {
    const { fingerprint, expiresAt } = await readContactKey(armored, email);
    return { armored, fingerprint, expiresAt: expiresAt?.toISOString() ?? null };
  } catch (error) {
    if (!(error instanceof MailFault)) throw error;
    throw new ListFault('list.key_refused', error.message);
  }
}

export function keyColumns(key: ReadKey | null) {
  const expiresAt = key?.expiresAt ?? null;
  return {
    keyArmored: key?.armored ?? null,
    keyFingerprint: key?.fingerprint ?? null,
    keyExpiresAt: expiresAt === null ? null : new Date(expiresAt),
  };
}
