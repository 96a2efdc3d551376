import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Resource, ResourceType } from '#libs/contracts';
import type { Delegation, RootZone } from './delegation.ts';
import { dsText } from './delegation.ts';
import { ImpactIndex, unresolvedResources } from './impact.ts';
import { naiveImpact } from './impact.naive.ts';
import { readRootZone } from './open.ts';
import { parseRootZone } from './parse.ts';
import { SIGNED_2023, itWithRealZones, realZonePath } from './real-zone.fixture.ts';
import { inChunks, seeded, zoneText } from './zone.fixture.ts';

const resource = (type: ResourceType, value: string): Resource => ({ type, value });

const DS1 = { keyTag: 1, algorithm: 8, digestType: 2, digest: 'A1' };
const DS2 = { keyTag: 2, algorithm: 8, digestType: 1, digest: 'A2' };
const DS3 = { keyTag: 3, algorithm: 13, digestType: 2, digest: 'A3' };

function zoneOf(tlds: Delegation[], glue: Record<string, string[]>): RootZone {
  return { serial: 1, records: 0, sha256: '', rootServers: [], tlds, glue: new Map(Object.entries(glue)) };
}

const ZONE = zoneOf(
  [
    { label: 'aa', nameservers: ['a.ns.net', 'b.ns.net'], ds: [DS1, DS3] },
    { label: 'bb', nameservers: ['b.ns.net', 'c.nic.bb'], ds: [DS2] },
    { label: 'cc', nameservers: ['c.nic.bb', 'd.nic.cc'], ds: [] },
    { label: 'net', nameservers: ['e.ns.net'], ds: [] },
  ],
  {
    'a.ns.net': ['192.0.2.1', '2001:db8::1'],
    'b.ns.net': ['192.0.2.2', '2001:db8::2'],
    'c.nic.bb': ['192.0.2.3'],
    'd.nic.cc': ['192.0.2.3', '198.51.100.4'],
    'e.ns.net': ['2001:db8:1::5'],
  },
);
const INDEX = new ImpactIndex(ZONE);

/** Label, class, servers, IPv4, IPv6 in one line each: `aa some_servers 1/2 1/2 0/2`. */
function told(...resources: Resource[]): string[] {
  return INDEX.impactOf(resources).map(({ label, class: rank, ...counts }) =>
    [
      label,
      rank,
      ...[counts.servers, counts.ipv4, counts.ipv6].map(({ hit, total }) => `${hit}/${total}`),
    ].join(' '),
  );
}

function vias(...resources: Resource[]): string[] {
  return INDEX.impactOf(resources).flatMap(({ label, reasons }) =>
    reasons.map(({ via }) => `${label}: ${via}`),
  );
}

describe('the impact of a failing resource', () => {
  it('of a server: every TLD that it serves', () => {
    expect(told(resource('nameserver', 'b.ns.net'))).toEqual([
      'aa some_servers 1/2 1/2 1/2',
      'bb some_servers 1/2 1/2 1/1',
    ]);
    expect(told(resource('nameserver', 'e.ns.net'))).toEqual(['net all_servers 1/1 0/0 1/1']);
  });

  it('of two servers: both count together', () => {
    expect(told(resource('nameserver', 'b.ns.net'), resource('nameserver', 'c.nic.bb'))).toEqual([
      'bb all_servers 2/2 2/2 1/1',
      'aa some_servers 1/2 1/2 1/2',
      'cc some_servers 1/2 0/2 0/0',
    ]);
  });

  it('of a name suffix: every server under it, and no name that only ends alike', () => {
    expect(told(resource('domain', 'ns.net'))).toEqual([
      'aa all_servers 2/2 2/2 2/2',
      'net all_servers 1/1 0/0 1/1',
      'bb some_servers 1/2 1/2 1/1',
    ]);
    expect(told(resource('domain', 's.net'))).toEqual([]);
    expect(vias(resource('domain', 'a.ns.net'))).toEqual(['aa: a.ns.net']);
  });

  it('of an address: a server with another address left is not down', () => {
    expect(told(resource('ip', '192.0.2.2'))).toEqual([
      'aa some_servers 0/2 1/2 0/2',
      'bb some_servers 0/2 1/2 0/1',
    ]);
    expect(told(resource('ip', '192.0.2.3'))).toEqual([
      'bb some_servers 1/2 1/2 0/1',
      'cc some_servers 1/2 1/2 0/0',
    ]);
    expect(vias(resource('ip', '192.0.2.3'))).toEqual([
      'bb: c.nic.bb 192.0.2.3',
      'cc: c.nic.bb 192.0.2.3',
      'cc: d.nic.cc 192.0.2.3',
    ]);
  });

  it('of both addresses of a server: it is down', () => {
    expect(told(resource('ip', '192.0.2.2'), resource('ip', '2001:db8::2'))).toEqual([
      'aa some_servers 1/2 1/2 1/2',
      'bb some_servers 1/2 1/2 1/1',
    ]);
  });

  it('of a prefix, of any length and with host bits set', () => {
    expect(told(resource('prefix', '192.0.2.0/24'))).toEqual(told(resource('prefix', '192.0.2.77/24')));
    expect(told(resource('prefix', '192.0.2.3/32'))).toEqual(told(resource('ip', '192.0.2.3')));
    expect(told(resource('prefix', '2001:db8::/48'))).toEqual([
      'aa some_servers 0/2 0/2 2/2',
      'bb some_servers 0/2 0/2 1/1',
    ]);
    expect(told(resource('prefix', '0.0.0.0/0'), resource('prefix', '::/0'))).toHaveLength(4);
    expect(told(resource('prefix', '203.0.113.0/24'))).toEqual([]);
  });

  it('of a TLD: itself whole, and softly those with a server name under it', () => {
    const expected = ['bb all_servers 2/2 2/2 1/1', 'cc name_dependency 0/2 0/2 0/0'];
    expect(told(resource('tld', 'bb'))).toEqual(expected);
    expect(told(resource('domain', 'bb'))).toEqual(expected);
    expect(vias(resource('tld', 'net'))).toEqual([
      'net: net',
      'aa: a.ns.net',
      'aa: b.ns.net',
      'bb: b.ns.net',
    ]);
  });

  it('of a TLD that is gone from the root: still those with a server name under it', () => {
    const zone = { ...ZONE, tlds: ZONE.tlds.filter((tld) => tld.label !== 'net') };
    const impacts = new ImpactIndex(zone).impactOf([resource('tld', 'net')]);
    expect(impacts.map((impact) => [impact.label, impact.class])).toEqual([
      ['aa', 'name_dependency'],
      ['bb', 'name_dependency'],
    ]);
    expect(impacts).toEqual(naiveImpact(zone, [resource('tld', 'net')]));
  });

  it('of the root: every TLD depends on it by name', () => {
    expect(told(resource('tld', '.')).every((line) => line.includes('name_dependency 0/'))).toBe(true);
    expect(vias(resource('tld', '.'))).toEqual(['aa: .', 'bb: .', 'cc: .', 'net: .']);
  });

  it('of DS records: validation, not servers', () => {
    expect(told(resource('ds', dsText(DS1)))).toEqual(['aa some_servers 0/2 0/2 0/2']);
    expect(told(resource('dnssec_algorithm', '8'))).toEqual([
      'bb all_servers 0/2 0/2 0/1',
      'aa some_servers 0/2 0/2 0/2',
    ]);
    expect(told(resource('ds', dsText(DS1)), resource('dnssec_algorithm', '13'))).toEqual([
      'aa all_servers 0/2 0/2 0/2',
    ]);
    expect(vias(resource('digest_type', '1'))).toEqual(['bb: DS 2 8 1']);
  });

  it('of what the zone does not hold: nobody, without a fault', () => {
    const unknown = [
      resource('tld', 'zz'),
      resource('nameserver', 'x.example'),
      resource('domain', 'example.com'),
      resource('ip', '203.0.113.9'),
      resource('ds', '9 9 9 99'),
      resource('dnssec_algorithm', '255'),
    ];
    expect(told(...unknown)).toEqual([]);
    expect(unresolvedResources(unknown)).toEqual([]);
  });

  it('of a route or a web site cannot be told from the root zone, and is said', () => {
    const silent = [resource('asn', '64496'), resource('url', 'https://nic.bb/'), resource('other', 'x')];
    expect(told(...silent)).toEqual([]);
    expect(unresolvedResources([resource('ip', '192.0.2.1'), ...silent])).toEqual(silent);
  });

  it('names each reason once, in one order', () => {
    const [b, ip] = [resource('nameserver', 'b.ns.net'), resource('ip', '192.0.2.2')];
    const once = INDEX.impactOf([ip, b]);
    expect(INDEX.impactOf([b, ip, { ...b }, b])).toEqual(once);
    expect(once[0]?.reasons).toEqual([
      { resource: ip, via: 'b.ns.net 192.0.2.2' },
      { resource: b, via: 'b.ns.net' },
    ]);
  });
});

/** Every single question that the zone has an answer to. */
function everyQuestion(zone: RootZone): Record<string, Resource[]> {
  const servers = new Set(zone.tlds.flatMap((tld) => tld.nameservers));
  const addresses = new Set([...zone.glue.values()].flat());
  const signers = zone.tlds.flatMap((tld) => tld.ds);
  const all = (type: ResourceType, values: Iterable<string | number>) =>
    [...new Set([...values].map(String))].map((value) => resource(type, value));
  return {
    nameserver: all('nameserver', servers),
    ip: all('ip', addresses),
    prefix24: all('prefix', [...addresses].filter((each) => !each.includes(':')).map(net24)),
    prefix48: all('prefix', [...addresses].filter((each) => each.includes(':')).map(net48)),
    wide: all('prefix', ['0.0.0.0/0', '::/0', '192.0.0.0/3', '2001::/16', '2001:500::/30', '198.41.0.0/17']),
    tld: all('tld', [...zone.tlds.map((tld) => tld.label), '.']),
    domain: all(
      'domain',
      [...servers].map((name) => name.split('.').slice(1).join('.')),
    ),
    ds: all('ds', signers.map(dsText)),
    dnssec_algorithm: all(
      'dnssec_algorithm',
      signers.map((ds) => ds.algorithm),
    ),
    digest_type: all(
      'digest_type',
      signers.map((ds) => ds.digestType),
    ),
  };
}

const net24 = (address: string) => `${address.split('.').slice(0, 3).join('.')}.0/24`;

/** The first three groups alone, written out: glue is canonical, so `::` stands for what is missing. */
function net48(address: string): string {
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : new Array<string>(8 - groups.length - rest.length).fill('0');
  return `${[...groups, ...zeros, ...rest].slice(0, 3).join(':')}::/48`;
}

function expectSameAsNaive(zone: RootZone, index: ImpactIndex, questions: Resource[][]): void {
  for (const question of questions) {
    const answer = JSON.stringify(index.impactOf(question));
    const oracle = JSON.stringify(naiveImpact(zone, question));
    // As text, since thousands of deep comparisons take minutes; the deep one is there for its message.
    if (answer !== oracle) expect(index.impactOf(question)).toEqual(naiveImpact(zone, question));
    if (answer !== oracle) throw new Error(`${answer.slice(0, 200)} is not ${oracle.slice(0, 200)}`);
  }
}

function mixedQuestions(zone: RootZone, seed: number, count: number): Resource[][] {
  const random = seeded(seed);
  const kinds = Object.values(everyQuestion(zone)).filter((kind) => kind.length > 0);
  const pick = <T>(list: T[]): T | undefined => list[Math.floor(random() * list.length)];
  return Array.from({ length: count }, () =>
    Array.from(
      { length: 2 + Math.floor(random() * 12) },
      () => pick(pick(kinds) ?? []) ?? resource('other', 'x'),
    ),
  );
}

describe('the impact equals the naive oracle', () => {
  describe('on a real root zone', () => {
    let zone: RootZone;
    let index: ImpactIndex;
    let questions: Record<string, Resource[]>;
    const whenReal = itWithRealZones;
    beforeAll(async () => {
      if (whenReal !== it) return;
      zone = await readRootZone(realZonePath(SIGNED_2023));
      index = new ImpactIndex(zone);
      questions = everyQuestion(zone);
    });

    whenReal.each([
      'nameserver',
      'ip',
      'prefix24',
      'prefix48',
      'wide',
      'tld',
      'domain',
      'ds',
      'dnssec_algorithm',
      'digest_type',
    ])(
      'for every %s in it',
      (kind) => {
        const asked = questions[kind] ?? [];
        expect(asked.length).toBeGreaterThan(1);
        expectSameAsNaive(
          zone,
          index,
          asked.map((one) => [one]),
        );
      },
      60_000,
    );

    whenReal(
      'for seeded mixtures',
      () => {
        expectSameAsNaive(zone, index, mixedQuestions(zone, 11, 60));
      },
      60_000,
    );

    whenReal(
      'and is as wide as known: one address touches over a hundred TLDs, one /24 over two hundred',
      () => {
        const widest = (kind: string) =>
          Math.max(...(questions[kind] ?? []).map((one) => index.impactOf([one]).length));
        expect(widest('ip')).toBeGreaterThan(100);
        expect(widest('prefix24')).toBeGreaterThan(200);
      },
    );
  });

  it.each([1, 2, 3, 4])('on generated zone %i, for every question and for mixtures', async (seed) => {
    const zone = await parseRootZone(inChunks(zoneText({ seed, tlds: 60 })));
    const index = new ImpactIndex(zone);
    for (const kind of Object.values(everyQuestion(zone)))
      expectSameAsNaive(
        zone,
        index,
        kind.map((one) => [one]),
      );
    expectSameAsNaive(zone, index, mixedQuestions(zone, seed, 150));
  });
});

describe('the set of touched TLDs', () => {
  let zone: RootZone;
  let all: Resource[];
  beforeAll(async () => {
    zone = await parseRootZone(inChunks(zoneText({ seed: 21, tlds: 40 })));
    all = Object.values(everyQuestion(zone)).flat();
  });
  const RANKS = ['name_dependency', 'some_servers', 'all_servers'];
  const someOf = () => fc.subarray(all, { maxLength: 12 });

  it('never shrinks, and no TLD gets better, when a resource is added', () => {
    const index = new ImpactIndex(zone);
    fc.assert(
      fc.property(someOf(), fc.constantFrom(...all), (resources, added) => {
        const after = new Map(index.impactOf([...resources, added]).map((impact) => [impact.label, impact]));
        for (const before of index.impactOf(resources)) {
          const now = after.get(before.label);
          expect(now?.reasons).toEqual(expect.arrayContaining(before.reasons));
          expect(RANKS.indexOf(now?.class ?? '')).toBeGreaterThanOrEqual(RANKS.indexOf(before.class));
          for (const count of ['servers', 'ipv4', 'ipv6'] as const)
            expect(now?.[count].hit).toBeGreaterThanOrEqual(before[count].hit);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('never grows when an address is taken out of the zone', () => {
    const hosts = [...zone.glue.keys()];
    fc.assert(
      fc.property(someOf(), fc.constantFrom(...hosts), fc.nat(1), (resources, host, at) => {
        const glue = new Map(zone.glue);
        glue.set(host, (glue.get(host) ?? []).toSpliced(at, 1));
        const before = labelsOf(new ImpactIndex(zone), resources);
        for (const label of labelsOf(new ImpactIndex({ ...zone, glue }), resources))
          expect(before).toContain(label);
      }),
      { seed: 2, numRuns: 150 },
    );
  });

  it('does not depend on the order of the resources', () => {
    const index = new ImpactIndex(zone);
    fc.assert(
      fc.property(someOf(), (resources) => {
        expect(index.impactOf(resources.toReversed())).toEqual(index.impactOf(resources));
      }),
      { seed: 3, numRuns: 100 },
    );
  });
});

function labelsOf(index: ImpactIndex, resources: Resource[]): string[] {
  return index.impactOf(resources).map((impact) => impact.label);
}

describe('the machines behind a resource', () => {
  const of = (...resources: Resource[]) => {
    const { servers, addresses, tlds } = INDEX.machinesOf(resources);
    return [servers, addresses, tlds].map((names) => [...names].sort().join(' '));
  };

  it('are a server with its addresses, and whoever else answers there', () => {
    expect(of(resource('nameserver', 'b.ns.net'))).toEqual(['b.ns.net', '192.0.2.2 2001:db8::2', 'aa bb']);
    expect(of(resource('ip', '192.0.2.3'))).toEqual(['c.nic.bb d.nic.cc', '192.0.2.3', 'bb cc']);
    expect(of(resource('prefix', '198.51.100.0/24'))).toEqual(['d.nic.cc', '198.51.100.4', 'cc']);
  });

  it('are what a TLD stands on, and what lies under a name', () => {
    expect(of(resource('tld', 'aa'))).toEqual([
      'a.ns.net b.ns.net',
      '192.0.2.1 192.0.2.2 2001:db8::1 2001:db8::2',
      'aa bb',
    ]);
    expect(of(resource('domain', 'nic.cc'))[0]).toBe('c.nic.bb d.nic.cc');
    expect(of(resource('domain', 'net'))[0]).toBe('e.ns.net');
  });

  it('are none of what the zone does not know', () => {
    expect(
      of(resource('tld', '.'), resource('url', 'https://x.example/'), resource('ip', '192.0.2.99')),
    ).toEqual(['', '', '']);
  });
});
