import { describe, expect, it } from '@jest/globals';
import type { Delegation, RootZone } from './delegation.ts';
import { differenceOf } from './difference.ts';
import { readRootZone } from './open.ts';
import { parseRootZone } from './parse.ts';
import { itWithRealZones, realZonePath } from './real-zone.fixture.ts';
import { inChunks, zoneText } from './zone.fixture.ts';

const DS_OLD = { keyTag: 7, algorithm: 8, digestType: 2, digest: 'AA' };
const DS_NEW = { keyTag: 8, algorithm: 13, digestType: 2, digest: 'BB' };

function zoneOf(serial: number, tlds: Delegation[], glue: Record<string, string[]> = {}): RootZone {
  return { serial, records: 0, sha256: '', rootServers: [], tlds, glue: new Map(Object.entries(glue)) };
}
const tld = (label: string, nameservers: string[], ds: Delegation['ds'] = []) => ({ label, nameservers, ds });

describe('the difference of two root zones', () => {
  it('names TLDs added and removed', () => {
    const difference = differenceOf(
      zoneOf(1, [tld('aa', ['x']), tld('nz', ['x'])]),
      zoneOf(2, [tld('nz', ['x']), tld('zz', ['x'])]),
    );
    expect(difference).toEqual({
      older: 1,
      newer: 2,
      tldsAdded: ['zz'],
      tldsRemoved: ['aa'],
      changed: [],
      readdressed: [],
    });
  });

  it('tells a rollover from a withdrawal, and a move from a replacement', () => {
    const older = zoneOf(1, [
      tld('aa', ['x', 'y'], [DS_OLD]),
      tld('bb', ['x', 'y'], [DS_OLD]),
      tld('cc', ['x']),
    ]);
    const newer = zoneOf(2, [tld('aa', ['v', 'w']), tld('bb', ['x', 'z'], [DS_NEW]), tld('cc', ['x'])]);
    expect(differenceOf(older, newer).changed).toEqual([
      {
        label: 'aa',
        serversAdded: ['v', 'w'],
        serversRemoved: ['x', 'y'],
        allServersReplaced: true,
        dsAdded: [],
        dsWithdrawn: [DS_OLD],
        allDsWithdrawn: true,
      },
      {
        label: 'bb',
        serversAdded: ['z'],
        serversRemoved: ['y'],
        allServersReplaced: false,
        dsAdded: [DS_NEW],
        dsWithdrawn: [DS_OLD],
        allDsWithdrawn: false,
      },
    ]);
  });

  it('names servers that have other addresses', () => {
    const older = zoneOf(1, [], { x: ['192.0.2.1', '2001:db8::1'], y: ['192.0.2.2'] });
    const newer = zoneOf(2, [], { x: ['192.0.2.1', '192.0.2.9'], y: ['192.0.2.2'], z: ['192.0.2.3'] });
    expect(differenceOf(older, newer).readdressed).toEqual([
      { name: 'x', addressesAdded: ['192.0.2.9'], addressesRemoved: ['2001:db8::1'] },
    ]);
  });

  it('is empty between a zone and itself', async () => {
    const zone = await parseRootZone(inChunks(zoneText({ seed: 4, tlds: 50 })));
    const { older, newer, ...lists } = differenceOf(zone, zone);
    expect(older).toBe(newer);
    expect(Object.values(lists).flat()).toEqual([]);
  });

  itWithRealZones('between real neighbours is small', async () => {
    const older = await readRootZone(realZonePath('snapshots/root-2024020601.zone.gz'));
    const newer = await readRootZone(realZonePath('snapshots/root-2024020700.zone.gz'));
    const { tldsAdded, tldsRemoved, changed, readdressed } = differenceOf(older, newer);
    expect({ tldsAdded, tldsRemoved, changed, readdressed }).toEqual({
      tldsAdded: [],
      tldsRemoved: ['comcast', 'xfinity'],
      changed: [],
      readdressed: [],
    });
  });
});
