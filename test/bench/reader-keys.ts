import { generateKey } from 'openpgp';
import { readContactKey } from '#libs/mail';

export interface ReaderKey {
  armored: string;
  fingerprint: string;
}

/** Keys of so many readers, Curve25519 as most of them are today; their secret halves are thrown away. */
export async function readerKeys(count: number): Promise<ReaderKey[]> {
  const keys: ReaderKey[] = [];
  for (let index = 0; index < count; index += 1) {
    const { publicKey: armored } = await generateKey({
      type: 'ecc',
      curve: 'ed25519Legacy',
      userIDs: [{ email: `noc@reader-${index}.example` }],
      format: 'armored',
      config: { v6Keys: false },
    });
    keys.push({ armored, fingerprint: (await readContactKey(armored)).fingerprint });
  }
  return keys;
}
