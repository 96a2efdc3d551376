import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openRootZone, readRootZone } from './open.ts';
import { REAL_ZONES, itWithRealZones, realZonePath } from './real-zone.fixture.ts';
import { seeded, zoneText } from './zone.fixture.ts';

const TEXT = zoneText({ seed: 5, tlds: 60 });
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dnscert-rootzone-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function kept(name: string, bytes: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function expectCutsRefused(zipped: Buffer, random: () => number, cuts: number): Promise<void> {
  for (let cut = 0; cut < cuts; cut++) {
    const length = 2 + Math.floor(random() * (zipped.length - 2));
    await expect(readRootZone(kept('cut', zipped.subarray(0, length)))).rejects.toMatchObject({
      code: 'rootzone.truncated',
      line: expect.any(Number),
      message: 'the gzip stream ends early: the file is cut',
    });
  }
}

describe('a root zone file on disk', () => {
  it('is read plain and gzipped, whatever its name says', async () => {
    const plain = await readRootZone(kept('root.zone.gz', TEXT));
    expect(await readRootZone(kept('root.zone', gzipSync(TEXT)))).toEqual(plain);
    expect(plain.tlds).toHaveLength(60);
  });

  it('is refused when the gzip stream is cut anywhere', async () => {
    await expectCutsRefused(gzipSync(TEXT), seeded(5), 60);
  });

  it('is refused when the gzip stream is damaged', async () => {
    const zipped = gzipSync(TEXT);
    zipped[zipped.length - 6] = (zipped[zipped.length - 6] ?? 0) ^ 1;
    await expect(readRootZone(kept('damaged', zipped))).rejects.toMatchObject({ code: 'rootzone.bad_gzip' });
  });

  it('is refused when it decompresses without end', async () => {
    const bomb = gzipSync(Buffer.alloc(70 * 1024 * 1024, `; ${'nothing '.repeat(1_000)}\n`));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    await expect(readRootZone(kept('bomb', bomb))).rejects.toMatchObject({ code: 'rootzone.too_large' });
  });

  it('is refused when empty, and fails as the system says when absent', async () => {
    await expect(readRootZone(kept('empty', ''))).rejects.toMatchObject({ code: 'rootzone.empty' });
    await expect(readRootZone(join(folder, 'absent'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is closed when reading stops half way', async () => {
    const path = kept('left.gz', gzipSync(TEXT.repeat(200)));
    for (let round = 0; round < 20; round++)
      for await (const chunk of openRootZone(path)) {
        expect(chunk.length).toBeGreaterThan(0);
        break;
      }
  });

  itWithRealZones.each(REAL_ZONES.slice(1))('%s is refused when cut', async (file) => {
    await expectCutsRefused(readFileSync(realZonePath(file)), seeded(7), 5);
  });
});
