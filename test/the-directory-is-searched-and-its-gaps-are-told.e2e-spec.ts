import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  GapCountsView,
  GapView,
  ImpactPictureView,
  ImpactView,
  OperatorDetailView,
  OperatorListView,
  PageView,
  RootZoneDifferenceView,
  TldDetailView,
  TldView,
} from '#libs/contracts';
import { writeRootZone } from './fixtures/root-zone.ts';
import type { SmallZone } from './fixtures/root-zone.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

const [OLD, NEW] = [2026010100, 2026010200];
const DIGEST = 'A1'.repeat(32);
const ZONE: SmallZone = {
  serial: NEW,
  tlds: {
    aa: ['ns1.host.net', 'ns2.host.net'],
    bb: ['ns1.host.net', 'ns2.host.net'],
    cc: ['ns.nic.cc', 'ns1.host.net', 'ns3.host.net'],
    net: ['a.host.net', 'b.host.net'],
    'xn--p1ai': ['ns3.host.net'],
  },
  glue: {
    'ns1.host.net': ['192.0.2.1', '2001:db8::1'],
    'ns2.host.net': ['192.0.2.2'],
    'ns3.host.net': ['198.51.100.3'],
    'ns.nic.cc': ['203.0.113.4', '2001:db8:4::1'],
    'a.host.net': ['203.0.113.5'],
    'b.host.net': ['203.0.113.6'],
  },
  ds: { aa: [`1 13 2 ${DIGEST}`], bb: [`2 8 1 ${'B2'.repeat(20)}`] },
};
/** A day before: bb was signed otherwise, cc had other servers, zz was there. */
const BEFORE: SmallZone = {
  ...ZONE,
  serial: OLD,
  tlds: { ...ZONE.tlds, cc: ['b.host.net'], zz: ['a.host.net'] },
  glue: { ...ZONE.glue, 'ns2.host.net': ['192.0.2.77'] },
  ds: { ...ZONE.ds, cc: [`3 13 2 ${DIGEST}`] },
};

const OPERATORS = [
  {
    slug: 'registry-aa',
    name: 'Réseau Élan',
    country: 'FR',
    tlds: ['aa'],
    contacts: [
      { email: 'noc@nic.aa', role: 'noc' },
      { email: 'security@nic.aa', role: 'security' },
    ],
  },
  {
    slug: 'registry-bb',
    name: 'Registry B',
    country: 'NZ',
    kind: 'backend',
    tlds: ['bb', 'cc'],
    contacts: [
      { email: 'noc@registry-bb.example', role: 'noc' },
      { email: 'security@registry-bb.example', role: 'security' },
    ],
  },
  {
    slug: 'registry-rf',
    name: 'Coordination Centre',
    country: 'RU',
    tlds: ['xn--p1ai'],
    contacts: [{ email: 'noc@centre.example', role: 'noc' }],
  },
];

describe(`the directory is searched and its gaps are told (queues on ${QUEUES})`, () => {
  let test: TestService;
  let responder: Api;
  let operator: Api;
  let observer: Api;

  beforeAll(async () => {
    test = await TestService.start({ env: { ROLES: 'web' } });
    await test.importOperators(...OPERATORS);
    for (const zone of [BEFORE, ZONE]) await test.importRootZone(await writeRootZone(test.dataDir, zone));
    responder = await test.signUp('responder');
    operator = await test.signUp('operator', { operator: 'registry-bb' });
    observer = await test.signUp('observer');
  });
  afterAll(() => test.stop());

  const read = async <T>(path: string, api = responder) => {
    const { status, body } = await api.get<T>(path);
    expect([path, status]).toEqual([path, 200]);
    return body;
  };
  const labels = async (query: string) =>
    (await read<PageView<TldView>>(`tlds?${query}`, operator)).items.map(({ label }) => label);
  const slugs = async (query: string) =>
    (await read<PageView<OperatorListView>>(`operators?${query}`, operator)).items.map(({ slug }) => slug);
  const q = (text: string) => `q=${encodeURIComponent(text)}`;

  describe('search', () => {
    it.each([
      ['xn--p1ai', ['xn--p1ai']],
      ['РФ', ['xn--p1ai']],
      ['.рф', ['xn--p1ai']],
      ['р', ['xn--p1ai']],
      ['XN--P1', ['xn--p1ai']],
      ['Coordination', ['xn--p1ai']],
      ['CC', ['cc']],
      ['reseau', ['aa']],
      ['registry-bb', ['bb', 'cc']],
      ['b', ['bb', 'cc']],
      ['%', []],
      ["' OR true --", []],
      ['nobody', []],
    ])('finds TLDs by %s', async (text, expected) => {
      expect(await labels(q(text))).toEqual(expected);
    });

    it.each([
      [q('рф'), ['registry-rf']],
      [q('xn--p1ai'), ['registry-rf']],
      [q('élan'), ['registry-aa']],
      [q('fr'), ['registry-aa']],
      [q('registry'), ['registry-aa', 'registry-bb', 'registry-rf']],
      ['country=nz', ['registry-bb']],
      ['kind=backend', ['registry-bb']],
      [`kind=backend&${q('aa')}`, []],
    ])('finds operators by %s', async (query, expected) => {
      expect(await slugs(query)).toEqual(expected);
    });

    it('narrows by kind and by operator, and shows who runs what, how', async () => {
      expect(await labels('kind=generic')).toEqual(['net']);
      expect(await labels('operator=registry-bb')).toEqual(['bb', 'cc']);
      expect(await labels('operator=nobody')).toEqual([]);
      const { items } = await read<PageView<TldView>>('tlds?q=bb');
      expect(items[0]).toEqual({
        label: 'bb',
        unicode: 'bb',
        kind: 'country-code',
        operatorId: await test.operatorId('registry-bb'),
        operator: { slug: 'registry-bb', name: 'Registry B' },
        delegation: {
          servers: 2,
          ipv4: 2,
          ipv6: 1,
          ds: 1,
          weakSpots: ['sha1_digest', 'few_servers', 'one_network'],
        },
      });
      const { items: operators } = await read<PageView<OperatorListView>>('operators?country=NZ');
      expect(operators).toMatchObject([{ slug: 'registry-bb', tldCount: 2, firstTlds: ['bb', 'cc'] }]);
    });

    it('goes on after its last page, best first', async () => {
      const found: string[] = [];
      for (let cursor = ''; ;) {
        const { items, next } = await read<PageView<TldView>>(`tlds?limit=1&q=c${cursor}`);
        found.push(...items.map(({ label }) => label));
        if (next === null) break;
        cursor = `&cursor=${next}`;
      }
      // Then those whose operator's name holds it.
      expect(found).toEqual(['cc', 'xn--p1ai']);
    });

    it('refuses what it does not know', async () => {
      const cursor = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');
      const bad = ['a', ['aa'], [0], [0, 'a\u0000'], [-1, 'aa'], ['0', 'aa']].map(
        (parts) => `cursor=${cursor(parts)}`,
      );
      for (const query of [...bad, 'kind=x', 'country=x', 'q=', `q=${'x'.repeat(101)}`, 'q=%00', 'colour=1'])
        for (const list of ['tlds', 'operators'])
          expect([list, query, (await responder.get(`${list}?${query}`)).status]).toEqual([list, query, 400]);
    });
  });

  describe('a TLD', () => {
    it('is shown with its servers, who shares them, its DS and how long caches keep it', async () => {
      const aa = await read<TldDetailView>('tlds/AA', operator);
      expect(aa).toMatchObject({
        label: 'aa',
        serial: NEW,
        operator: { slug: 'registry-aa', name: 'Réseau Élan' },
        ds: [{ keyTag: 1, algorithm: 13, digestType: 2, digest: DIGEST }],
        ttl: { ns: 172_800, ds: 86_400, glue: 172_800 },
        delegation: { weakSpots: ['few_servers', 'one_network'] },
      });
      expect(aa.servers).toEqual([
        {
          name: 'ns1.host.net',
          tlds: 3,
          addresses: [
            { address: '192.0.2.1', tlds: 3 },
            { address: '2001:db8::1', tlds: 3 },
          ],
        },
        { name: 'ns2.host.net', tlds: 2, addresses: [{ address: '192.0.2.2', tlds: 2 }] },
      ]);
      const rf = await read<TldDetailView>(`tlds/${encodeURIComponent('рф')}`);
      expect([rf.unicode, rf.delegation?.weakSpots]).toEqual([
        'рф',
        ['unsigned', 'few_servers', 'no_ipv6', 'one_network'],
      ]);
    });

    it('that left the root zone is still in the directory', async () => {
      const zz = await read<TldDetailView>('tlds/zz');
      expect([zz.serial, zz.delegation, zz.servers, zz.operator]).toEqual([NEW, null, [], null]);
    });
  });

  describe('gaps', () => {
    it('are counted for responders', async () => {
      const { serial, directory, counts } = await read<GapCountsView>('stats/gaps');
      expect([serial, directory]).toEqual([NEW, { tlds: 6, operators: 3, contacts: 5 }]);
      expect(Object.fromEntries(counts.map(({ gap, count }) => [gap, count]))).toEqual({
        no_operator: 1,
        no_usable_contact: 0,
        contacts_inside: 1,
        one_contact: 1,
        no_key: 3,
        key_expired: 0,
        key_expiring: 0,
        concentration: 0,
      });
    });

    it('are listed, page by page', async () => {
      const list = (gap: string, query = '') => read<PageView<GapView>>(`stats/gaps/${gap}${query}`);
      expect((await list('no_operator')).items).toMatchObject([{ of: 'net', tlds: ['net'] }]);
      expect((await list('contacts_inside')).items).toEqual([
        {
          gap: 'contacts_inside',
          of: 'registry-aa',
          detail: 'servers',
          operators: [{ slug: 'registry-aa', name: 'Réseau Élan' }],
          tlds: ['aa'],
          tldCount: 1,
          mailboxes: ['noc@nic.aa', 'security@nic.aa'],
          at: null,
        },
      ]);
      const first = await list('no_key', '?limit=2');
      const rest = await list('no_key', `?limit=2&cursor=${first.next ?? ''}`);
      expect([...first.items, ...rest.items].map(({ of }) => of)).toEqual(OPERATORS.map(({ slug }) => slug));
      expect(rest.next).toBeNull();
    });

    it('grow when mail comes back', async () => {
      const bounce = (why: string | null) =>
        test.sql(
          `UPDATE contacts SET undeliverable_since = CASE WHEN $1::text IS NULL THEN NULL ELSE dnscert_now() END, undeliverable_why = $1
            WHERE email LIKE '%@centre.example'`,
          [why],
        );
      await bounce('550 no such user');
      const { items } = await read<PageView<GapView>>('stats/gaps/no_usable_contact');
      expect(items).toMatchObject([
        { of: 'registry-rf', detail: 'undeliverable', tlds: ['рф'], mailboxes: ['noc@centre.example'] },
      ]);
      await bounce(null);
    });

    it('tell of keys that have ended or are about to', async () => {
      const keyEnds = (role: string, days: number) =>
        test.sql(
          `UPDATE contacts SET key_armored = 'armour', key_expires_at = dnscert_now() + make_interval(days => $2)
            WHERE email = $1 || '@registry-bb.example'`,
          [role, days],
        );
      await keyEnds('noc', -1);
      await keyEnds('security', 10);
      for (const [gap, mailbox] of [
        ['key_expired', 'noc@registry-bb.example'],
        ['key_expiring', 'security@registry-bb.example'],
      ] as const) {
        const { items } = await read<PageView<GapView>>(`stats/gaps/${gap}`);
        expect(items).toMatchObject([
          { of: mailbox, operators: [{ slug: 'registry-bb' }], at: expect.any(String) },
        ]);
      }
      await test.sql('UPDATE contacts SET key_armored = NULL, key_expires_at = NULL');
    });

    it('of an operator stand on its page, for itself and the CERT', async () => {
      const gapsOf = async (slug: string, api: Api) =>
        (await read<OperatorDetailView>(`operators/${slug}`, api)).gaps?.map(({ gap }) => gap);
      expect(await gapsOf('registry-aa', responder)).toEqual(['no_key', 'contacts_inside']);
      expect(await gapsOf('registry-bb', operator)).toEqual(['no_key']);
      expect(await gapsOf('registry-aa', operator)).toBeUndefined();
    });

    it('are nobody else’s to see', async () => {
      for (const api of [operator, observer])
        for (const path of ['stats/gaps', 'stats/gaps/no_key'])
          expect((await api.get(path)).status).toBe(403);
      expect((await responder.get('stats/gaps/no_sleep')).status).toBe(404);
      expect((await responder.get('stats/gaps/no_key?cursor=x')).status).toBe(400);
    });
  });

  describe('incidents', () => {
    it('are found by whom they touch, by who may know', async () => {
      const id = randomUUID();
      await test.sql(
        `INSERT INTO incidents (id, number, state, title, kind, severity, tlp, opened_at, last_report_at, updated_at)
         VALUES ($1, 'T-1', 'new', 'Outage', 'other', 'low', 'AMBER', now(), now(), now())`,
        [id],
      );
      for (const slug of ['registry-aa', 'registry-bb']) {
        const put = `incidents/${id}/affected/${await test.operatorId(slug)}`;
        expect((await responder.put(put, { state: 'not_told' })).status).toBe(200);
      }
      const found = async (slug: string, api: Api) =>
        (await read<PageView<{ id: string }>>(`incidents?operator=${slug}`, api)).items.length;
      expect([await found('registry-aa', responder), await found('registry-rf', responder)]).toEqual([1, 0]);
      expect([await found('registry-aa', operator), await found('registry-bb', operator)]).toEqual([0, 1]);
      expect((await responder.get('incidents?operator=A%20B')).status).toBe(400);
    });
  });

  describe('the difference of two root zones', () => {
    const difference = (path: string) => read<RootZoneDifferenceView>(`rootzones/${path}`, operator);

    it('names what changed, what looks like a takeover first', async () => {
      const { changed, ...rest } = await difference(`${OLD}/difference/${NEW}`);
      expect(rest).toEqual({
        older: OLD,
        newer: NEW,
        limit: 100,
        counts: { tldsAdded: 0, tldsRemoved: 1, changed: 1, readdressed: 1 },
        tldsAdded: [],
        tldsRemoved: ['zz'],
        readdressed: [
          { name: 'ns2.host.net', addressesAdded: ['192.0.2.2'], addressesRemoved: ['192.0.2.77'] },
        ],
      });
      expect(changed).toMatchObject([
        {
          label: 'cc',
          serversRemoved: ['b.host.net'],
          allServersReplaced: true,
          dsWithdrawn: [{ keyTag: 3 }],
          allDsWithdrawn: true,
        },
      ]);
    });

    it('is read the other way round, cut, or empty', async () => {
      const back = await difference(`${NEW}/difference/${OLD}?limit=1`);
      expect([back.tldsAdded, back.counts.tldsAdded, back.limit]).toEqual([['zz'], 1, 1]);
      const none = await difference(`${NEW}/difference/${NEW}`);
      expect(Object.values(none.counts)).toEqual([0, 0, 0, 0]);
      for (const path of [`1/difference/${NEW}`, `x/difference/${NEW}`, `${NEW}/difference/99999999999`])
        expect((await responder.get(`rootzones/${path}`)).body).toMatchObject({
          status: 404,
          code: 'rootzone.unknown_serial',
        });
      expect((await responder.get(`rootzones/${OLD}/difference/${NEW}?limit=1001`)).status).toBe(400);
    });
  });

  describe('who else depends on this', () => {
    const resources = [{ type: 'nameserver', value: 'NS2.host.net.' }];

    it('is answered with operators by name', async () => {
      const { body } = await operator.post<ImpactView>('impact', { resources });
      expect(body.tlds.map(({ label, unicode }) => [label, unicode])).toEqual([
        ['aa', 'aa'],
        ['bb', 'bb'],
      ]);
      expect(body.operators.map(({ slug }) => slug)).toEqual(['registry-aa', 'registry-bb']);
      expect(body.tlds.map(({ operatorId }) => operatorId)).toEqual(body.operators.map(({ id }) => id));
    });

    it('and as a picture, of any version', async () => {
      const picture = async (asOf?: number) =>
        (await operator.post<ImpactPictureView>('impact/picture', { resources, asOf })).body;
      expect(await picture()).toEqual({
        serial: NEW,
        servers: [{ id: 's0', name: 'ns2.host.net', state: 'hit', tlds: 2 }],
        addresses: [{ id: 'a0', address: '192.0.2.2', hit: false, servers: 1, tlds: 2 }],
        groups: [
          {
            id: 't0',
            class: 'some_servers',
            tldCount: 2,
            tlds: [
              { label: 'aa', unicode: 'aa' },
              { label: 'bb', unicode: 'bb' },
            ],
            dnssec: false,
          },
        ],
        edges: [
          { from: 's0', to: 'a0' },
          { from: 'a0', to: 't0' },
        ],
        left: { groups: 0, tlds: 0 },
      });
      expect((await picture(OLD)).addresses).toMatchObject([{ address: '192.0.2.77' }]);
      const unknown = await operator.post('impact/picture', { resources, asOf: 1 });
      expect([unknown.status, unknown.body['code']]).toEqual([404, 'rootzone.unknown_serial']);
      expect((await operator.post('impact/picture', { resources: [] })).status).toBe(400);
    });
  });
});
