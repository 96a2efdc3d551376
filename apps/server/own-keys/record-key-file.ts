import { join } from 'node:path';
import type { Config } from '#config/config';
import { placeOnce, readPrivateFile } from '#libs/mail';
import type { Tx } from '#libs/database';
import { logKeys, NoteSigner, storedVouchers, textOfKey, vouch } from '#libs/timeline';
import type { NoteKey } from '#libs/timeline';
import { KeyMisfit } from './key-misfit.ts';
import type { Asks } from './own-key.ts';

export const recordKeyFileOf = (config: Config) =>
  config.RECORD_KEY_FILE ?? join(config.DATA_DIR, 'keys', 'record.pem');

/**
 * The key that signs the head of the record's log, which must be the one that this database's log is known by: whoever keeps an
 * earlier head would take it for another log. The first of a database is made here. One process at a time calls this.
 * @returns null where another process keeps it: one that seals is enough, and health says when there is none
 * @throws KeyMisfit
 */
export async function openFittingRecordKey(config: Config, database: Asks): Promise<NoteSigner | null> {
  const [known] = await database.query<{ public_key: Buffer; origin: string }[]>(
    'SELECT public_key, origin FROM record_keys ORDER BY accepted_at DESC LIMIT 1',
  );
  if (known === undefined) return acceptRecordKey(config, database);
  const file = recordKeyFileOf(config);
  const text = await readPrivateFile(file);
  if (text === null) return null;
  const signer = readKey(text, file, known.origin);
  if (signer.key.publicKey.equals(known.public_key)) return signer;
  throw new KeyMisfit(
    `The record key in ${file} is not the one that this database's record was signed with.
Bring back that file, or set RECORD_KEY_FILE to it. Without any such file this process seals nothing, and another one must.
Where it is to be another: npm run -s dnscert -- key accept record --old FILE, with the file of the key until now, which then
vouches for the new one. Where that is lost: the same without --old. Tell those who keep heads of the log by a way they trust.`,
  );
}

/** What became of a change of the record's key. */
export interface AcceptedRecordKey {
  signer: NoteSigner;
  /** Earlier keys that vouch for it. */
  vouchedBy: NoteKey[];
  /** The one that signed until now; null where there is none but the new one. */
  before: NoteKey | null;
}

/**
 * {@link acceptRecordKey}, for which an earlier key of the log vouches, where its file is at hand: whoever trusts that one then
 * need not be told of the new one by another way.
 * @param tx all of it or nothing
 * @throws KeyMisfit, and RecordForked where the log is not what was signed: a key must not vouch for that
 */
export async function changeRecordKey(config: Config, tx: Tx, oldFile?: string): Promise<AcceptedRecordKey> {
  const known = await logKeys(tx);
  const old = oldFile === undefined ? null : await earlierKey(oldFile, known);
  const signer = await acceptRecordKey(config, tx);
  if (old !== null) {
    if (old.text === signer.text)
      throw new KeyMisfit(
        `${oldFile ?? ''} holds the same key as ${recordKeyFileOf(config)}. Nothing was changed.`,
      );
    await vouch(tx, old, signer.key);
  }
  const vouchedBy = (await storedVouchers(tx)).filter(({ next }) => textOfKey(next) === signer.text);
  const before = known.find((key) => textOfKey(key) !== signer.text) ?? null;
  return { signer, vouchedBy: vouchedBy.map(({ by }) => by), before };
}

async function earlierKey(file: string, known: readonly NoteKey[]): Promise<NoteSigner> {
  const text = await readPrivateFile(file);
  if (text === null) throw new KeyMisfit(`There is no key in ${file}. Nothing was changed.`);
  const old = readKey(text, file, known[0]?.name ?? '');
  if (known.some((key) => textOfKey(key) === old.text)) return old;
  throw new KeyMisfit(
    `The key in ${file} never signed this database's record: it can vouch for none. Nothing was changed.`,
  );
}

/** From now on the key file of this machine, made where there is none, signs the log. The log keeps its name. */
export async function acceptRecordKey(config: Config, database: Asks): Promise<NoteSigner> {
  const [known] = await database.query<{ origin: string }[]>('SELECT origin FROM record_keys LIMIT 1');
  const origin = known?.origin ?? `${new URL(config.PUBLIC_URL).host}/record`;
  const file = recordKeyFileOf(config);
  const text = (await readPrivateFile(file)) ?? (await placeOnce(file, NoteSigner.newText()));
  const signer = readKey(text, file, origin);
  await database.query(
    `INSERT INTO record_keys (public_key, origin) VALUES ($1, $2)
       ON CONFLICT (public_key) DO UPDATE SET accepted_at = dnscert_now()`,
    [signer.key.publicKey, origin],
  );
  return signer;
}

function readKey(text: string, file: string, origin: string): NoteSigner {
  const signer = NoteSigner.fromText(text, origin, 'log');
  if (signer === null)
    throw new KeyMisfit(`There is no Ed25519 key in ${file}, but something else. Nothing was changed.`);
  return signer;
}
