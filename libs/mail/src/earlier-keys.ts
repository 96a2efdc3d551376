import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { decryptKey, readPrivateKey } from 'openpgp';
import type { PrivateKey } from 'openpgp';
import { SigningKeyFault } from './fault.ts';
import { readPrivateFile } from './private-file.ts';
import type { SigningKeyFiles } from './signing-key-files.ts';

/** Where keys of ours lie that were followed by another one, as `*.asc`. */
export const earlierKeysFolder = ({ keyFile }: Pick<SigningKeyFiles, 'keyFile'>): string =>
  join(dirname(keyFile), 'earlier');

/**
 * Keys of ours from before, the newest first: they sign nothing any more, and mail that is encrypted to them is still read,
 * ended or revoked as they may be. Each is under a passphrase, that of the signing key or one in a file beside it,
 * `NAME.passphrase`.
 * @throws SigningKeyFault, which names the file; PrivateFileFault
 */
export async function openEarlierKeys(
  files: Pick<SigningKeyFiles, 'keyFile' | 'passphraseFile'>,
): Promise<PrivateKey[]> {
  const folder = earlierKeysFolder(files);
  const names = (await namesIn(folder)).filter((name) => name.endsWith('.asc'));
  const keys = await Promise.all(names.map((name) => open(join(folder, name), files.passphraseFile)));
  return keys.sort((a, b) => b.getCreationTime().getTime() - a.getCreationTime().getTime());
}

/** Ids of all parts, 16 upper-case hex digits each. */
export const keyIdsOf = (key: PrivateKey): string[] =>
  key.getKeys().map((part) => part.getKeyID().toHex().toUpperCase());

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new SigningKeyFault('signing_key.files', `${folder} cannot be read: ${String(error)}`);
  });
}

async function open(file: string, passphraseFile: string): Promise<PrivateKey> {
  const armored = (await readPrivateFile(file)) ?? '';
  const key = await readPrivateKey({ armoredKey: armored }).catch(() => {
    throw new SigningKeyFault('signing_key.not_a_private_key', `There is no OpenPGP private key in ${file}.`);
  });
  if (key.isDecrypted())
    throw new SigningKeyFault('signing_key.unprotected', `${file} is not protected by a passphrase.`);
  const own = await readPrivateFile(file.replace(/\.asc$/, '.passphrase'));
  const [passphrase = ''] = (own ?? (await readPrivateFile(passphraseFile)) ?? '').split(/\r?\n/, 1);
  return decryptKey({ privateKey: key, passphrase }).catch(() => {
    throw new SigningKeyFault('signing_key.wrong_passphrase', `The passphrase does not open ${file}.`);
  });
}
