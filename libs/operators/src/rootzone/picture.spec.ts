import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ImpactPictureView, Resource } from '#libs/contracts';
import type { RootZone } from './delegation.ts';
import { ImpactIndex } from './impact.ts';
import { parseRootZone } from './parse.ts';
import { pictureView } from './views.ts';
import { inChunks, zoneText } from './zone.fixture.ts';

const DS = { keyTag: 1, algorithm: 8, digestType: 2, digest: 'A1' };
const ZONE: RootZone = {
  serial: 7,
  records: 0,
  sha256: '',
  rootServers: [],
  tlds: [
    { label: 'aa', nameservers: ['ns1.host.net', 'ns2.host.net'], ds: [DS] },
    { label: 'bb', nameservers: ['ns1.host.net', 'ns2.host.net'], ds: [] },
    { label: 'cc', nameservers: ['ns1.host.net', 'a.nic.cc'], ds: [] },
    { label: 'net', nameservers: ['a.root.net'], ds: [] },
  ],
  glue: new Map([
    ['ns1.host.net', ['192.0.2.1', '2001:db8::1']],
    ['ns2.host.net', ['192.0.2.2']],
    ['a.nic.cc', ['192.0.2.1']],
    ['a.root.net', ['192.0.2.9']],
  ]),
};
const INDEX = new ImpactIndex(ZONE);
const draw = (...resources: Resource[]) => pictureView(7, INDEX.pictureOf(resources));

/** Paths as a person reads them: `ns1.host.net > 192.0.2.1 > aa bb`. */
function paths({ servers, addresses, groups, edges }: ImpactPictureView): string[] {
  const nameOf = new Map([
    ...servers.map(({ id, name, state }) => [id, `${name} (${state})`] as const),
    ...addresses.map(({ id, address, hit }) => [id, `${address}${hit ? ' (hit)' : ''}`] as const),
    ...groups.map(({ id, tlds }) => [id, tlds.map(({ label }) => label).join(' ')] as const),
  ]);
  const after = (id: string): string[][] => {
    const next = edges.filter(({ from }) => from === id);
    return next.length === 0 ? [[id]] : next.flatMap(({ to }) => after(to).map((path) => [id, ...path]));
  };
  return servers.flatMap(({ id }) => after(id).map((path) => path.map((one) => nameOf.get(one)).join(' > ')));
}

describe('a picture of an impact', () => {
  it('leads from a server by each of its addresses to TLDs, in groups', () => {
    const picture = draw({ type: 'nameserver', value: 'ns2.host.net' });
    expect(paths(picture)).toEqual(['ns2.host.net (hit) > 192.0.2.2 > aa bb']);
    expect(picture.groups).toMatchObject([{ class: 'some_servers', tldCount: 2, dnssec: false }]);
    expect(picture.left).toEqual({ groups: 0, tlds: 0 });
  });

  it('leads from an address alone to where it is the one hit, and tells who shares it', () => {
    const picture = draw({ type: 'ip', value: '192.0.2.1' });
    expect(paths(picture)).toEqual([
      'ns1.host.net (partly) > 192.0.2.1 (hit) > aa bb',
      'ns1.host.net (partly) > 192.0.2.1 (hit) > cc',
      'a.nic.cc (hit) > 192.0.2.1 (hit) > aa bb',
      'a.nic.cc (hit) > 192.0.2.1 (hit) > cc',
    ]);
    expect(picture.addresses).toMatchObject([{ servers: 2, tlds: 3 }]);
    expect(picture.servers.map(({ name, tlds }) => [name, tlds])).toEqual([
      ['ns1.host.net', 3],
      ['a.nic.cc', 1],
    ]);
  });

  it('shows servers that stand where a TLD or a name is in question', () => {
    const picture = draw({ type: 'tld', value: 'net' });
    expect(paths(picture)).toEqual([
      'ns1.host.net (standing) > 192.0.2.1 > aa bb',
      'ns1.host.net (standing) > 192.0.2.1 > cc',
      'ns1.host.net (standing) > 2001:db8::1 > aa bb',
      'ns1.host.net (standing) > 2001:db8::1 > cc',
      'ns2.host.net (standing) > 192.0.2.2 > aa bb',
      'a.root.net (standing) > 192.0.2.9 > net',
    ]);
    expect(picture.groups.map((group) => group.class)).toEqual([
      'name_dependency',
      'name_dependency',
      'all_servers',
    ]);
  });

  it('has TLDs without a path where no server is the reason', () => {
    expect(draw({ type: 'dnssec_algorithm', value: '8' })).toMatchObject({
      servers: [],
      addresses: [],
      groups: [{ class: 'all_servers', tldCount: 1, dnssec: true }],
      edges: [],
    });
    expect(draw({ type: 'tld', value: '.' }).groups).toMatchObject([
      { tldCount: 4, class: 'name_dependency' },
    ]);
    expect(draw({ type: 'ip', value: '203.0.113.9' }).groups).toEqual([]);
  });

  describe('of a large zone', () => {
    let index: ImpactIndex;
    beforeAll(async () => {
      index = new ImpactIndex(await parseRootZone(inChunks(zoneText({ seed: 5, tlds: 300 }))));
    });
    const everything: Resource[] = [
      { type: 'prefix', value: '0.0.0.0/0' },
      { type: 'prefix', value: '::/0' },
    ];

    it('has an end, and says what it leaves out', () => {
      const picture = pictureView(1, index.pictureOf(everything));
      expect(picture.servers.length).toBeLessThanOrEqual(60);
      expect(picture.addresses.length).toBeLessThanOrEqual(120);
      expect(picture.groups.length).toBeLessThanOrEqual(40);
      const drawn = picture.groups.reduce((sum, { tldCount }) => sum + tldCount, 0);
      expect(drawn + picture.left.tlds).toBe(index.impactOf(everything).length);
      expect(picture.left.tlds).toBeGreaterThan(0);
    });

    it('never draws an edge to what is not drawn, nor a group without all its paths', () => {
      const picture = pictureView(1, index.pictureOf(everything));
      const ids = new Set([...picture.servers, ...picture.addresses, ...picture.groups].map(({ id }) => id));
      expect(picture.edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([]);
      for (const { id } of picture.groups) expect(picture.edges.some(({ to }) => to === id)).toBe(true);
    });

    it('draws each TLD once, where there is room for all', () => {
      for (const server of [...index.graph.servers.values()].slice(0, 50)) {
        const asked: Resource[] = [{ type: 'nameserver', value: server.name }];
        const { groups } = index.pictureOf(asked);
        const labels = groups.flatMap(({ tlds }) => tlds.map(({ label }) => label)).sort();
        expect(labels).toEqual(
          index
            .impactOf(asked)
            .map(({ label }) => label)
            .sort(),
        );
      }
    });
  });
});
