import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder, writeDurably } from './durable-file.ts';
import { SigningKeyFault } from './fault.ts';
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

/** Writes the file whole or not at all; when somebody was first, theirs is the one. Answers what the file now holds. */
async function placeOnce(file: string, content: string): Promise<string> {
  const draft = `${file}.${randomUUID()}.new`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeDurably(draft, content);
    // link(2), unlike rename(2), fails when the name is taken.
    await link(draft, file).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
    await syncFolder(dirname(file));
  } catch (error) {
    throw fileFault(file, 'written', error);
  } finally {
    await unlink(draft).catch(() => undefined);
  }
  return (await readPrivateFile(file)) ?? content;
}

async function readPrivateFile(file: string): Promise<string | null> {
  try {
    refuseIfOpenToOthers(file, (await stat(file)).mode);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof SigningKeyFault) throw error;
    if (errorCode(error) === 'ENOENT') return null;
    throw fileFault(file, 'read', error);
  }
}

function refuseIfOpenToOthers(file: string, mode: number): void {
  // Windows has no such modes: stat makes them up.
  if (process.platform === 'win32' || (mode & 0o077) === 0) return;
  throw new SigningKeyFault(
    'signing_key.readable_by_others',
    `${file} is open to other users of this machine. Run: chmod 600 ${file}`,
  );
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

const errorCode = (error: unknown): string | undefined => (error as NodeJS.ErrnoException | undefined)?.code;

function fileFault(file: string, verb: 'read' | 'written', error: unknown): SigningKeyFault {
  if (error instanceof SigningKeyFault) return error;
  return new SigningKeyFault(
    'signing_key.files',
    `${file} cannot be ${verb} (${errorCode(error) ?? 'unknown error'}).`,
  );
}

function nameFile(fault: unknown, file: string): unknown {
  return fault instanceof SigningKeyFault
    ? new SigningKeyFault(fault.code, `${file}: ${fault.message}`)
    : fault;
}
