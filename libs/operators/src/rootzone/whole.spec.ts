import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { RootZoneDraft } from './draft.ts';
import { EntryReader } from './entries.ts';
import { RootZoneFault } from './fault.ts';
import { parseRootZone } from './parse.ts';
import { REAL_ZONES, itWithRealZones, realZonePath } from './real-zone.fixture.ts';
import { RecordReader } from './records.ts';
import { missingPiece } from './whole.ts';
import { inChunks, seeded, zoneText } from './zone.fixture.ts';

/** The numbers of the lines after which the zone could end and look whole; every line is tried. */
function possibleEnds(lines: string[]): number[] {
  const [draft, entries, records] = [new RootZoneDraft(), new EntryReader(65_536), new RecordReader()];
  return lines.flatMap((text, index) => {
    const entry = entries.take(text, index + 1);
    const record = entry && records.read(entry);
    if (record !== undefined) draft.add(record);
    const isWhole = draft.serial !== undefined && draft.servers.size > 0 && missingPiece(draft) === undefined;
    return isWhole ? [index + 1] : [];
  });
}

function linesOf(bytes: Buffer): string[] {
  return bytes.toString('latin1').trimEnd().split('\n');
}

function readReal(file: string): Buffer {
  const bytes = readFileSync(realZonePath(file));
  return bytes[0] === 0x1f ? gunzipSync(bytes) : bytes;
}

/** A cut after `length` bytes; answers the code and the line that the refusal names. */
async function cutAt(bytes: Buffer, length: number): Promise<unknown> {
  return parseRootZone(inChunks(bytes.subarray(0, length))).then(
    () => 'accepted',
    (error: unknown) => (error instanceof RootZoneFault ? [error.code, error.line] : error),
  );
}

async function expectByteCutsRefused(bytes: Buffer, seed: number, cuts: number): Promise<void> {
  const random = seeded(seed);
  for (let cut = 0; cut < cuts; cut++) {
    const length = 1 + Math.floor(random() * (bytes.length - 1));
    // A cut that falls between two lines is the business of the tests over every line.
    if (bytes[length - 1] === 0x0a) continue;
    const line = bytes.subarray(0, length).toString('latin1').split('\n').length;
    expect(await cutAt(bytes, length)).toEqual(['rootzone.truncated', line]);
  }
  expect(await cutAt(bytes, bytes.length - 1)).toEqual(['rootzone.truncated', linesOf(bytes).length]);
}

describe('a root zone file cut between two lines', () => {
  // The one end left open: the last server has one of its two addresses; in the transfer of 2018, the closing SOA is missing.
  itWithRealZones.each(REAL_ZONES)('%s is refused after every line but the last but one', (file) => {
    const lines = linesOf(readReal(file));
    expect(possibleEnds(lines)).toEqual([lines.length - 1, lines.length]);
  });

  itWithRealZones('without NSEC records, is noticed by missing addresses alone, for 94 of 100 lines', () => {
    const lines = linesOf(readReal(REAL_ZONES[0] ?? '')).filter((line) => !/\s(NSEC|RRSIG)\s/.test(line));
    const share = (possibleEnds(lines).length - 1) / lines.length;
    expect(share).toBeLessThan(0.06);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is refused but within the last server of generated zone %i', (seed) => {
    const lines = linesOf(Buffer.from(zoneText({ seed, tlds: 40 })));
    const lastNsec = lines.findLastIndex((line) => line.includes('NSEC')) + 1;
    const lastServer = lines.at(-1)?.split('\t')[0] ?? '';
    const ends = possibleEnds(lines);
    expect(ends.at(-1)).toBe(lines.length);
    expect(ends.length).toBeLessThanOrEqual(2);
    for (const end of ends) {
      expect(end).toBeGreaterThanOrEqual(lastNsec);
      if (end > lastNsec) expect(lines[end - 1]?.startsWith(lastServer)).toBe(true);
    }
  });

  it('is refused with the line where it ends', async () => {
    const bytes = Buffer.from(zoneText({ seed: 3, tlds: 20 }));
    const breaks = [...bytes.keys()].filter((at) => bytes[at] === 0x0a);
    const cuts = breaks.slice(2, -2);
    for (const [index, at] of cuts.entries())
      expect(await cutAt(bytes, at + 1)).toEqual(['rootzone.truncated', index + 3]);
  });
});

describe('a root zone file cut within a line', () => {
  itWithRealZones.each(REAL_ZONES)('%s is refused at seeded bytes', async (file) => {
    await expectByteCutsRefused(readReal(file), 2026, 10);
  });

  it('is refused at every byte of a generated one', async () => {
    const bytes = Buffer.from(zoneText({ seed: 9, tlds: 12 }));
    await expectByteCutsRefused(bytes, 9, 600);
  });
});
