import type { Tx } from '#libs/database';
import { EMPTY_ROOT } from '../merkle/hash.ts';
import { lastCheckpoint, logKeys, signedCheckpoint } from './checkpoints.ts';
import { RecordForked } from './faults.ts';
import type { NoteKey } from './note.ts';
import type { NoteSigner } from './note-signer.ts';
import { storedRoot } from './stored-tree.ts';
import { readVoucher, voucherText } from './voucher.ts';

/** A voucher as it is stored, between two keys of the log. */
export interface StoredVoucher {
  by: NoteKey;
  next: NoteKey;
  size: number;
  note: string;
}

/** In the order in which they were given. */
export async function storedVouchers(tx: Tx): Promise<StoredVoucher[]> {
  const rows = await tx.query<{ voucher: Buffer; note: string }[]>(
    'SELECT voucher, note FROM record_vouchers ORDER BY signed_at, size',
  );
  return rows.flatMap(({ voucher, note }) => {
    const read = readVoucher(note);
    if (read === null) return [];
    const { next, size } = read;
    return [{ by: { ...next, publicKey: voucher }, next, size, note }];
  });
}

/**
 * An earlier key signs that `next` signs from here on: from the tree that stands now, if that is what was signed last.
 * @throws RecordForked, TileFault
 */
export async function vouch(tx: Tx, earlier: NoteSigner, next: NoteKey): Promise<void> {
  const last = await lastCheckpoint(tx);
  const { size, root } =
    last === null ? { size: 0, root: EMPTY_ROOT } : signedCheckpoint(last, await logKeys(tx));
  if (size > 0 && !(await storedRoot(tx, size)).equals(root))
    throw new RecordForked(`the tree of ${size} entries is not the one that was signed`);
  await tx.query(
    `INSERT INTO record_vouchers (public_key, voucher, size, note) VALUES ($1, $2, $3, $4)
       ON CONFLICT (public_key, voucher) DO NOTHING`,
    [next.publicKey, earlier.key.publicKey, size, earlier.sign(voucherText({ next, size, root }))],
  );
}
