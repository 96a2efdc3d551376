import { createHash } from 'node:crypto';
import type { RootZone } from './delegation.ts';
import { RootZoneDraft } from './draft.ts';
import { EntryReader } from './entries.ts';
import { RootZoneFault } from './fault.ts';
import type { RootZoneLimits } from './limits.ts';
import { ROOT_ZONE_LIMITS } from './limits.ts';
import { LineCutter } from './lines.ts';
import { RecordReader } from './records.ts';
import { missingPiece } from './whole.ts';

/**
 * Reads a root zone master file (RFC 1035 section 5.1) from its decompressed bytes, in chunks of any size.
 * Signatures may be there or stripped; a transfer with the SOA at both ends is accepted.
 *
 * @throws RootZoneFault when the file is no root zone, is cut, or holds anything that cannot stand in one; there is no
 * partial result.
 */
export async function parseRootZone(
  chunks: AsyncIterable<Buffer | string>,
  limits: RootZoneLimits = ROOT_ZONE_LIMITS,
): Promise<RootZone> {
  const reading = new Reading(limits);
  for await (const chunk of chunks) reading.take(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return reading.finish();
}

class Reading {
  private readonly limits: RootZoneLimits;
  private readonly hash = createHash('sha256');
  private readonly cutter: LineCutter;
  private readonly entries: EntryReader;
  private readonly records = new RecordReader();
  private readonly draft = new RootZoneDraft();
  private bytes = 0;
  private line = 0;

  constructor(limits: RootZoneLimits) {
    this.limits = limits;
    this.cutter = new LineCutter(limits.lineBytes);
    this.entries = new EntryReader(limits.lineBytes);
  }

  take(chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.bytes > this.limits.bytes)
      throw this.tooLarge(`the file is larger than ${this.limits.bytes} bytes`);
    this.hash.update(chunk);
    for (const text of this.cutter.take(chunk)) this.readLine(text);
  }

  finish(): RootZone {
    this.cutter.end();
    this.entries.end(this.line);
    const { serial, servers } = this.draft;
    if (this.draft.records === 0) throw this.fault('rootzone.empty', 'the file holds no records');
    if (serial === undefined) throw this.fault('rootzone.no_soa', 'the file has no SOA record');
    const missing = missingPiece(this.draft);
    if (missing !== undefined)
      throw this.fault('rootzone.truncated', `the file is cut, or is not the whole root zone: ${missing}`);
    if (servers.size === 0) throw this.fault('rootzone.empty', 'the file delegates no TLD');
    return this.draft.finished(serial, this.hash.digest('hex'));
  }

  private readLine(text: string): void {
    const entry = this.entries.take(text, ++this.line);
    const record = entry && this.records.read(entry);
    if (record === undefined) return;
    this.draft.add(record);
    if (this.draft.records > this.limits.records)
      throw this.tooLarge(`the file has more than ${this.limits.records} records`);
  }

  private tooLarge(message: string): RootZoneFault {
    return this.fault('rootzone.too_large', message);
  }

  private fault(code: RootZoneFault['code'], message: string): RootZoneFault {
    return new RootZoneFault(code, Math.max(this.line, 1), message);
  }
}
