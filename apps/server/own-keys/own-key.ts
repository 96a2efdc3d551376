import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigFault } from '#config/config';
import type { Config } from '#config/config';
import type { DkimFile, SigningKey } from '#libs/mail';
import {
  loadOrMakeSigningKey,
  MailFault,
  MailMaker,
  MailReader,
  keyIdsOf,
  openDkimSigner,
  openEarlierKeys,
} from '#libs/mail';
import { KeyMisfit } from './key-misfit.ts';

/** Whatever asks the database. */
export interface Asks {
  query<T>(text: string, values?: unknown[]): Promise<T>;
}

export function keyFilesOf(config: Config): { keyFile: string; passphraseFile: string } {
  return {
    keyFile: config.SIGNING_KEY_FILE ?? join(config.DATA_DIR, 'keys', 'signing.asc'),
    passphraseFile: config.SIGNING_KEY_PASSPHRASE_FILE ?? join(config.DATA_DIR, 'keys', 'passphrase'),
  };
}

export const ownKeyOf = (config: Config) => ({
  ...keyFilesOf(config),
  name: 'DNS-CERT',
  email: config.MAIL_FROM,
});

/** Our signing key, made at the first time. Only the worker role holds it. */
export async function openOwnKey(config: Config): Promise<SigningKey> {
  return loadOrMakeSigningKey(ownKeyOf(config));
}

/**
 * Makes our mails, in a thread that opens the keys for itself; that of DKIM is looked at here, so that a wrong one is seen at the
 * start. @throws ConfigFault, PrivateFileFault
 */
export async function openMailMaker(config: Config): Promise<MailMaker> {
  const dkim = dkimOf(config);
  if (dkim !== null)
    await openDkimSigner(dkim).catch((error: unknown) => {
      if (!(error instanceof MailFault)) throw error;
      throw new ConfigFault([{ variable: 'DKIM_KEY_FILE', message: `cannot be used: ${error.message}` }]);
    });
  return new MailMaker({ files: ownKeyOf(config), ...(dkim === null ? {} : { dkim }) });
}

/** Where mails are to have a DKIM signature, with which key and name. */
function dkimOf({
  DKIM_KEY_FILE: keyFile,
  DKIM_SELECTOR: selector,
  DKIM_DOMAIN: domain,
}: Config): DkimFile | null {
  return keyFile === undefined || selector === undefined ? null : { keyFile, selector, domain };
}

/**
 * Reads mail to us, in another such thread; earlier keys are looked at here, so that a wrong one is seen at the start.
 * @throws SigningKeyFault, PrivateFileFault
 */
export async function openMailReader(config: Config): Promise<MailReader> {
  const files = ownKeyOf(config);
  const earlier = await openEarlierKeys(files);
  return new MailReader({ files, earlierKeyIds: earlier.flatMap(keyIdsOf) });
}

/**
 * Our signing key, which must be one that this database has published: mails under another one look forged to whoever
 * keeps the old one. The first key of a database is made and published here. One process at a time calls this.
 * @throws KeyMisfit, and then no key was made
 */
export async function openFittingOwnKey(config: Config, database: Asks): Promise<SigningKey> {
  const published = await database.query<{ fingerprint: string }[]>(
    'SELECT fingerprint FROM published_keys ORDER BY published_at DESC',
  );
  const { keyFile } = keyFilesOf(config);
  const [newest] = published;
  if (newest !== undefined && !existsSync(keyFile))
    throw misfit(`There is no signing key in ${keyFile}`, newest);
  const key = await openOwnKey(config);
  if (newest === undefined) await publishKey(database, key);
  else if (!published.some(({ fingerprint }) => fingerprint === key.fingerprint))
    throw misfit(`The signing key in ${keyFile} is ${key.fingerprint}`, newest);
  return key;
}

const misfit = (what: string, { fingerprint }: { fingerprint: string }) =>
  new KeyMisfit(
    `${what}, and this database has published ${fingerprint}. Under another key our mails look forged.
Bring back the files of that key, or set SIGNING_KEY_FILE and SIGNING_KEY_PASSPHRASE_FILE to them.
Where it is lost, or the change is meant: npm run -s dnscert -- key accept signing`,
  );

/** Web processes hold no secret key and publish the public one from here; it is now the newest. */
export async function publishKey(database: Asks, key: SigningKey): Promise<void> {
  await database.query(
    `INSERT INTO published_keys (fingerprint, armored) VALUES ($1, $2)
       ON CONFLICT (fingerprint) DO UPDATE SET published_at = dnscert_now()`,
    [key.fingerprint, key.publicKeyArmored],
  );
}

/** A published key has new parts; it is as old as it was. */
export async function publishParts(database: Asks, fingerprint: string, armored: string): Promise<void> {
  await database.query('UPDATE published_keys SET armored = $2 WHERE fingerprint = $1', [
    fingerprint,
    armored,
  ]);
}
