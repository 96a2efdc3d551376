import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder, writeDurably } from './durable-file.ts';
import { PrivateFileFault } from './fault.ts';

/**
 * Writes the file whole or not at all, mode 0600; when somebody was first, theirs is the one. Answers what the file now
 * holds. Nothing that exists is ever overwritten.
 * @throws PrivateFileFault
 */
export async function placeOnce(file: string, content: string): Promise<string> {
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

/**
 * Puts other content in the place of a file, whole or not at all, mode 0600. What it held stays beside it under `kept`.
 * @throws PrivateFileFault, and then the file is as it was
 */
export async function replacePrivateFile(file: string, content: string, kept: string): Promise<void> {
  const draft = `${file}.${randomUUID()}.new`;
  try {
    await writeDurably(draft, content);
    await link(file, kept);
    await rename(draft, file);
    await syncFolder(dirname(file));
  } catch (error) {
    throw fileFault(file, 'written', error);
  } finally {
    await unlink(draft).catch(() => undefined);
  }
}

/** What a file with a secret holds; null when there is none. @throws PrivateFileFault when others may read it too */
export async function readPrivateFile(file: string): Promise<string | null> {
  try {
    refuseIfOpenToOthers(file, (await stat(file)).mode);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof PrivateFileFault) throw error;
    if (errorCode(error) === 'ENOENT') return null;
    throw fileFault(file, 'read', error);
  }
}

function refuseIfOpenToOthers(file: string, mode: number): void {
  // Windows has no such modes: stat makes them up.
  if (process.platform === 'win32' || (mode & 0o077) === 0) return;
  throw new PrivateFileFault(
    'private_file.readable_by_others',
    `${file} is open to other users of this machine. Run: chmod 600 ${file}`,
  );
}

const errorCode = (error: unknown): string | undefined => (error as NodeJS.ErrnoException | undefined)?.code;

function fileFault(file: string, verb: 'read' | 'written', error: unknown): PrivateFileFault {
  if (error instanceof PrivateFileFault) return error;
  return new PrivateFileFault(
    'private_file.unusable',
    `${file} cannot be ${verb} (${errorCode(error) ?? 'unknown error'}).`,
  );
}
