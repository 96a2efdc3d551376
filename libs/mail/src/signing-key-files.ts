import { randomBytes } from 'node:crypto';
import { PrivateFileFault, SigningKeyFault } from './fault.ts';
import { placeOnce, readPrivateFile, replacePrivateFile } from './private-file.ts';
import { rotateSigningKey } from './rotate-signing-key.ts';
import type { RotatedSigningKey } from './rotate-signing-key.ts';
import { generateSigningKey, openSigningKey, type SigningKey } from './signing-key.ts';

export interface SigningKeyFiles {
  keyFile: string;
  passphraseFile: string;
  /** User id of a key that has to be made. */
  name: string;
  email: string;
  /** Creation time of a key that has to be made and the instant at which a found one must be valid; now when absent. */
  date?: Date;
}

/**
 * Opens the service's own key, and makes it and its passphrase when there is none yet. Processes that start at the same
 * moment agree on one key. Nothing that exists is ever overwritten.
 * @throws SigningKeyFault when a file is open to others, does not fit the other one, or cannot be read or written.
 */
export async function loadOrMakeSigningKey(files: SigningKeyFiles): Promise<SigningKey> {
  return loadOrMake(files).catch((fault: unknown) => {
    if (!(fault instanceof PrivateFileFault)) throw fault;
    throw new SigningKeyFault(SIGNING_KEY_CODES[fault.code], fault.message);
  });
}

const SIGNING_KEY_CODES = {
  'private_file.unusable': 'signing_key.files',
  'private_file.readable_by_others': 'signing_key.readable_by_others',
} as const;

/**
 * New parts for the key in these files; the file before stays beside it, named after its time.
 * @param publish is called with the new public key before the file changes: nothing is signed by a part that nobody can look up
 * @throws SigningKeyFault, and then the file is as it was
 */
export async function rotateSigningKeyFiles(
  files: SigningKeyFiles,
  lastsFor: number | undefined,
  publish: (rotated: RotatedSigningKey) => Promise<void>,
): Promise<RotatedSigningKey> {
  const passphrase = passphraseIn(await readPrivateFile(files.passphraseFile), files);
  const armored = (await readPrivateFile(files.keyFile)) ?? '';
  const date = files.date ?? new Date();
  const rotated = await rotateSigningKey({
    armoredPrivateKey: armored,
    passphrase,
    date,
    ...(lastsFor === undefined ? {} : { lastsFor }),
  });
  await publish(rotated);
  const kept = `${files.keyFile}.until-${date.toISOString().replace(/[:.]/g, '-')}`;
  await replacePrivateFile(files.keyFile, rotated.armoredPrivateKey, kept);
  return rotated;
}

async function loadOrMake(files: SigningKeyFiles): Promise<SigningKey> {
  const armored = (await readPrivateFile(files.keyFile)) ?? (await makeKey(files));
  const passphrase = passphraseIn(await readPrivateFile(files.passphraseFile), files);
  return openSigningKey(armored, passphrase, files.date).catch((fault: unknown) => {
    throw nameFile(fault, files.keyFile);
  });
}

/** The passphrase comes first: who loses the race for it takes the winner's, so that any key that wins fits it. */
async function makeKey(files: SigningKeyFiles): Promise<string> {
  const passphrase =
    (await readPrivateFile(files.passphraseFile)) ??
    (await placeOnce(files.passphraseFile, `${randomBytes(32).toString('base64url')}\n`));
  const key = await generateSigningKey({
    name: files.name,
    email: files.email,
    passphrase: passphraseIn(passphrase, files),
    ...(files.date && { date: files.date }),
  });
  return placeOnce(files.keyFile, key.armoredPrivateKey);
}

function passphraseIn(content: string | null, files: SigningKeyFiles): string {
  const passphrase = content?.split(/\r?\n/, 1)[0] ?? '';
  if (passphrase !== '') return passphrase;
  throw new SigningKeyFault(
    'signing_key.missing_passphrase',
    content === null
      ? `${files.keyFile} is there, but its passphrase file ${files.passphraseFile} is not.`
      : `The passphrase file ${files.passphraseFile} has an empty first line.`,
  );
}

function nameFile(fault: unknown, file: string): unknown {
  return fault instanceof SigningKeyFault
    ? new SigningKeyFault(fault.code, `${file}: ${fault.message}`)
    : fault;
}
