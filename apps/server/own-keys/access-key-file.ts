import { join } from 'node:path';
import type { Config } from '#config/config';
import { ACCESS_KEY_NAME, AccessKey } from '#libs/access';
import { placeOnce, readPrivateFile } from '#libs/mail';
import { KeyMisfit } from './key-misfit.ts';
import type { Asks } from './own-key.ts';

export const accessKeyFileOf = (config: Config) =>
  config.ACCESS_KEY_FILE ?? join(config.DATA_DIR, 'keys', 'access.key');

/**
 * The access key, which must be the one that this database's secrets are sealed under. While it holds none, any key will do:
 * the first secret makes its key the database's. One process at a time calls this.
 * @throws KeyMisfit, and then no key was made
 */
export async function openFittingAccessKey(config: Config, database: Asks): Promise<AccessKey> {
  const [known] = await database.query<{ fingerprint: string }[]>(
    'SELECT fingerprint FROM key_fingerprints WHERE name = $1',
    [ACCESS_KEY_NAME],
  );
  const file = accessKeyFileOf(config);
  if (known === undefined) return openOrMakeAccessKey(config);
  const text = await readPrivateFile(file);
  if (text === null) throw misfit(`There is no access key in ${file}`, known);
  const key = readKey(text, file);
  if (key.fingerprint !== known.fingerprint)
    throw misfit(`The access key in ${file} has the fingerprint ${key.fingerprint}`, known);
  return key;
}

const misfit = (what: string, { fingerprint }: { fingerprint: string }) =>
  new KeyMisfit(
    `${what}, and the secrets in this database are sealed under ${fingerprint}.
Bring back that file, or copy it from another process with the web role (ACCESS_KEY_FILE says where it is).
Where it is lost: npm run -s dnscert -- key accept access. Codes of authenticator apps then fit no more; recovery codes and passkeys do.`,
  );

export async function openOrMakeAccessKey(config: Config): Promise<AccessKey> {
  const file = accessKeyFileOf(config);
  return readKey((await readPrivateFile(file)) ?? (await placeOnce(file, AccessKey.newText())), file);
}

function readKey(text: string, file: string): AccessKey {
  const key = AccessKey.fromText(text);
  if (key === null)
    throw new KeyMisfit(`There is no access key in ${file}, but something else. Nothing was changed.`);
  return key;
}

/** From now on this is the key of the database's secrets. */
export async function acceptAccessKey(database: Asks, { fingerprint }: AccessKey): Promise<void> {
  await database.query(
    `INSERT INTO key_fingerprints (name, fingerprint) VALUES ($1, $2)
       ON CONFLICT (name) DO UPDATE SET fingerprint = excluded.fingerprint, since = dnscert_now()`,
    [ACCESS_KEY_NAME, fingerprint],
  );
}
