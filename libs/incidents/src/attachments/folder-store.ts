import { createHash, randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { IncidentFault } from '../faults.ts';
import type { AttachmentStore, Received } from './store.ts';

/** ms after which what is still on its way belongs to a process that died. */
const ABANDONED = 24 * 3_600_000;
const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** A local folder. A file gets its name only when it is whole and on the disk; modes are 0700 and 0600. */
export class FolderStore implements AttachmentStore {
  private readonly incoming: string;

  constructor(private readonly folder: string) {
    this.incoming = join(folder, 'incoming');
  }

  async receive(content: Readable): Promise<Received> {
    const path = join(this.incoming, randomUUID());
    try {
      const { sha256, bytes } = await this.write(path, content);
      return {
        sha256,
        bytes,
        keep: () => this.keep(path, sha256),
        discard: () => rm(path, { force: true }),
      };
    } catch (error) {
      await rm(path, { force: true });
      throw faultOf(error);
    }
  }

  private async write(path: string, content: Readable): Promise<{ sha256: Buffer; bytes: number }> {
    await mkdir(this.incoming, { recursive: true, mode: 0o700 });
    const handle = await open(path, 'wx', 0o600);
    try {
      const hash = createHash('sha256');
      let bytes = 0;
      // The stream is its giver's to end: destroyed here, it would tell the giver another reason than ours.
      for await (const chunk of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        hash.update(chunk);
        bytes += chunk.length;
        await handle.writeFile(chunk);
      }
      await handle.sync();
      return { sha256: hash.digest(), bytes };
    } finally {
      await handle.close();
    }
  }

  private async keep(path: string, sha256: Buffer): Promise<void> {
    const kept = this.pathOf(sha256);
    try {
      await mkdir(dirname(kept), { recursive: true, mode: 0o700 });
      // Over a file of the same bytes, if there is one: whole before, whole after.
      await rename(path, kept);
      await syncFolder(dirname(kept));
      await syncFolder(this.folder);
    } catch (error) {
      const isKept = (error as NodeJS.ErrnoException).code === 'ENOENT' && (await isFile(kept));
      if (!isKept) throw faultOf(error);
    }
  }

  async open(sha256: Buffer): Promise<Readable> {
    const handle = await open(this.pathOf(sha256)).catch((error: unknown) => {
      throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? damaged() : error;
    });
    try {
      if (!(await digestOf(handle)).equals(sha256)) throw damaged();
      return handle.createReadStream({ start: 0 });
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async tidy(): Promise<void> {
    for (const name of await readdir(this.incoming).catch(() => [])) {
      const path = join(this.incoming, name);
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
      if (Date.now() - mtimeMs > ABANDONED) await rm(path, { force: true });
    }
  }

  private pathOf(sha256: Buffer): string {
    const name = sha256.toString('hex');
    return join(this.folder, name.slice(0, 2), name);
  }
}

async function digestOf(handle: FileHandle): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of handle.createReadStream({ start: 0, autoClose: false }))
    hash.update(chunk as Buffer);
  return hash.digest();
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

const damaged = () =>
  new IncidentFault(
    'attachment.damaged',
    'The bytes of this attachment are not those that were added, or are gone. They are not shown.',
  );

function faultOf(error: unknown): unknown {
  return NO_ROOM.includes((error as NodeJS.ErrnoException).code ?? '')
    ? new IncidentFault(
        'attachment.no_room',
        'There is no room left for files. Nothing of it was stored; tell those who run this service.',
      )
    : error;
}
