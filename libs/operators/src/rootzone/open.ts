import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { pipeline } from 'node:stream';
import type { RootZone } from './delegation.ts';
import { RootZoneFault } from './fault.ts';
import { parseRootZone } from './parse.ts';

/**
 * Reads the root zone file at `path`, plain or gzipped.
 *
 * @throws RootZoneFault when it is refused; the system's error (`ENOENT`, `EACCES` …) when it cannot be opened.
 */
export async function readRootZone(path: string): Promise<RootZone> {
  return parseRootZone(openRootZone(path));
}

/**
 * The decompressed bytes of the file at `path`. Gzip is known by its first two bytes (RFC 1952 section 2.3.1), never by
 * the name: mirrors serve `root.zone.gz` in both forms.
 *
 * @throws RootZoneFault when the compressed stream is cut or damaged.
 */
export async function* openRootZone(path: string): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    const bytes = file.createReadStream({ start: 0, autoClose: false });
    if (bytesRead === 2 && buffer.readUInt16BE() === 0x1f8b) yield* unzipped(bytes);
    else yield* bytes as AsyncIterable<Buffer>;
  } finally {
    await file.close();
  }
}

async function* unzipped(bytes: NodeJS.ReadableStream): AsyncGenerator<Buffer> {
  let line = 1;
  try {
    // The pipeline reports through the iteration below; its own callback has nothing to add.
    for await (const chunk of pipeline(bytes, createGunzip(), () => undefined) as AsyncIterable<Buffer>) {
      line += chunk.reduce((count, byte) => (byte === 0x0a ? count + 1 : count), 0);
      yield chunk;
    }
  } catch (error) {
    throw gzipFault(error, line);
  }
}

function gzipFault(error: unknown, line: number): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'Z_BUF_ERROR')
    return new RootZoneFault('rootzone.truncated', line, 'the gzip stream ends early: the file is cut', {
      cause: error,
    });
  if (code === 'Z_DATA_ERROR')
    return new RootZoneFault('rootzone.bad_gzip', line, 'the gzip stream is damaged', { cause: error });
  return error;
}
