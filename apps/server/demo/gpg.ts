import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CapturedMail } from './captured-mail.ts';
import { signedPieces } from './captured-mail.ts';

const run = promisify(execFile);

/** What `gpg` needs to judge a mail, as files. */
export interface VerifiableFiles {
  folder: string;
  key: string;
  part: string;
  signature: string;
}

/** Lays the signed part, the signature and our public key side by side: gpg knows no mail, it wants the bytes. */
export async function writeVerifiable(
  dataDir: string,
  mail: CapturedMail,
  armoredKey: string,
): Promise<VerifiableFiles> {
  const folder = join(dataDir, 'demo');
  await mkdir(folder, { recursive: true });
  const files = {
    folder,
    key: join(folder, 'dnscert.asc'),
    part: join(folder, 'signed-part'),
    signature: join(folder, 'signed-part.asc'),
  };
  const { part, signature } = signedPieces(mail.raw);
  await writeFile(files.key, armoredKey);
  await writeFile(files.part, part);
  await writeFile(files.signature, signature);
  return files;
}

/** What gpg says, with a keyring of its own that is thrown away; null where there is no gpg. */
export async function gpgSays(files: VerifiableFiles): Promise<{ good: boolean; said: string } | null> {
  const home = await mkdtemp(join(tmpdir(), 'dnscert-gpg-'));
  const gpg = ['--homedir', home, '--batch', '--no-auto-check-trustdb'];
  try {
    await run('gpg', [...gpg, '--quiet', '--import', files.key]);
    const { stderr } = await run('gpg', [...gpg, '--verify', files.signature, files.part]);
    return { good: true, said: stderr };
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string };
    return code === 'ENOENT' ? null : { good: false, said: stderr ?? String(error) };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
