import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Api } from './harness/api.ts';
import { smallZone } from './harness/root-zone.ts';
import { QUEUES, TestService } from './harness/service.ts';

interface Problem {
  code: string;
  status: number;
  requestId: string;
  errors?: { pointer: string; message: string }[];
}
interface Filed {
  id: string;
  tlp: string;
  resources: { type: string; value: string }[];
  receipt: { sha256: string };
}

const SUMMARY = 'Nothing resolves under .aa';

describe(`a faulty report names every fault (queues on ${QUEUES})`, () => {
  let test: TestService;
  let operator: Api;
  let folder = '';

  beforeAll(async () => {
    test = await TestService.start({ env: { ROLES: 'web' } });
    folder = mkdtempSync(join(tmpdir(), 'dnscert-zone-'));
    writeFileSync(join(folder, 'root.zone'), smallZone(2026010100, ['aa', 'bb', 'xn--p1ai']));
    await test.importRootZone(join(folder, 'root.zone'));
    await test.importOperators({
      slug: 'registry-a',
      tlds: ['aa'],
      contacts: [{ email: 'noc@registry-a.example', role: 'security' }],
    });
    operator = await test.signUp('operator', { operator: 'registry-a' });
  });
  afterAll(async () => {
    await test.stop();
    rmSync(folder, { recursive: true });
  });

  const file = (body: unknown) => operator.post<Problem>('reports', body);
  const rows = async () => (await test.sql<{ count: string }>('SELECT count(*) FROM reports'))[0]?.count;

  async function expectRefused(
    answer: Promise<Answer<Problem>>,
    status: number,
    code: string,
  ): Promise<Answer<Problem>> {
    const before = await rows();
    const given = await answer;
    expect(given).toMatchObject({ status, body: { status, code } });
    expect(given.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(given.body.requestId).toBe(given.headers.get('x-request-id'));
    expect(await rows()).toBe(before);
    return given;
  }

  async function expectFaults(body: unknown, faults: Record<string, string | RegExp>): Promise<void> {
    const { body: problem } = await expectRefused(file(body), 400, 'request.invalid');
    const errors = problem.errors ?? [];
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual(Object.keys(faults).sort());
    for (const { pointer, message } of errors) expect(message).toMatch(faults[pointer] ?? 'no such fault');
  }

  it('all at once: of the schema, of the kind file and of the root zone', () =>
    expectFaults(
      {
        summary: '',
        description: 5,
        kind: 'no-such-kind',
        severity: 'terrible',
        tlp: 'PURPLE',
        occurredAt: 'yesterday',
        detectedAt: '2026-02-30T00:00:00Z',
        ongoing: 'yes',
        exercise: null,
        resources: [
          { type: 'tld', value: 'aa' },
          { type: 'tld', value: 'zz' },
          { type: 'ip', value: '999.0.0.1', note: 'x' },
          { type: 'planet', value: 'mars' },
          { type: 'domain' },
          'aa',
        ],
        references: ['javascript:alert(1)'],
        nis2: { applies: 1 },
        colour: 'red',
      },
      {
        '/summary': /^must not be empty$/,
        '/description': /^must be of type string$/,
        '/kind': /^is not a kind of incident; the names are .*authoritative-outage/,
        '/severity': /^must be one of critical, high, medium, low, info$/,
        '/tlp': /^must be one of RED, AMBER\+STRICT, AMBER, GREEN, CLEAR$/,
        '/occurredAt': /^must be an instant with zone/,
        '/detectedAt': /^must be an instant with zone/,
        '/ongoing': /^must be of type boolean$/,
        '/exercise': /^must be of type boolean$/,
        '/resources/1/value': /^there is no top-level domain zz in the root zone$/,
        '/resources/2/value': /^must be an IPv4 or IPv6 address$/,
        '/resources/2/note': /^is not a field of this request$/,
        '/resources/3/type': /^must be one of tld, nameserver/,
        '/resources/4/value': /^is missing$/,
        '/resources/5': /^must be of type object$/,
        '/references/0': /^must be an http or https address$/,
        '/nis2/applies': /^must be of type boolean$/,
        '/nis2/crossBorder': /^is missing$/,
        '/colour': /^is not a field of this request$/,
      },
    ));

  it('of a body that is nothing', async () => {
    await expectFaults(undefined, { '': 'is missing' });
    await expectFaults({}, { '/summary': 'is missing' });
    for (const body of ['null', '[]', '"report"', '5'])
      await expectFaults(body, { '': 'must be of type object' });
  });

  it.each([
    ['tld', 'a.b', 'must be a top-level domain'],
    ['tld', 'a b', 'must be a top-level domain'],
    ['nameserver', 'ns1..aa', 'must be a DNS name'],
    ['nameserver', `${'a'.repeat(64)}.aa`, 'must be a DNS name'],
    ['domain', '-a.aa', 'must be a DNS name'],
    ['domain', `${'a.'.repeat(127)}aa`, 'must be a DNS name'],
    ['domain', 'http://a.aa/', 'must be a DNS name'],
    ['ip', 'ns1.aa', 'must be an IPv4 or IPv6 address'],
    ['ip', '192.0.2.1/24', 'must be an IPv4 or IPv6 address'],
    ['ip', '192.0.2.01', 'must be an IPv4 or IPv6 address'],
    ['ip', 'fe80::1%eth0', 'must be an IPv4 or IPv6 address'],
    ['prefix', '192.0.2.0/33', 'must be an address prefix'],
    ['prefix', '2001:db8::/129', 'must be an address prefix'],
    ['prefix', '192.0.2.0', 'must be an address prefix'],
    ['asn', 'AS', 'must be an AS number'],
    ['asn', 'AS4294967296', 'must be an AS number of at most 32 bits'],
    ['asn', '-1', 'must be an AS number'],
    ['ds', '65536 8 2 AB', 'must be a DS record'],
    ['ds', '1 256 2 AB', 'must be a DS record'],
    ['ds', '1 8 2 ABC', 'must be a DS record'],
    ['dnssec_algorithm', '256', 'must be a number from 0 to 255'],
    ['digest_type', '300', 'must be a number from 0 to 255'],
    ['url', 'ftp://a.aa/', 'must be an http or https address'],
    ['url', 'http://', 'must be an http or https address'],
    ['other', ' ', 'must not be blank'],
  ])('of a resource: %s %s', (type, value, words) =>
    expectFaults({ summary: SUMMARY, resources: [{ type, value }] }, { '/resources/0/value': words }),
  );

  it('of a control character or half a surrogate pair, in whatever text it stands', async () => {
    const line = /^must be one line without control characters$/;
    for (const bad of [
      '\r',
      '\n',
      '\r\nBcc: x@x.example',
      '\u0000',
      '\u001b[2J',
      '\u007f',
      '\u0085',
      '\u2028',
    ]) {
      await expectFaults(
        {
          summary: `a${bad}b`,
          kind: `a${bad}b`,
          severity: `low${bad}`,
          references: [`https://a.aa/${bad}b`],
          resources: [
            ...['tld', 'nameserver', 'ip', 'url', 'other'].map((type) => ({ type, value: `a${bad}b` })),
            { type: `tld${bad}`, value: 'aa' },
          ],
        },
        {
          '/summary': line,
          '/kind': /^must be the name of a kind/,
          '/severity': /^must be one of/,
          '/references/0': line,
          '/resources/0/value': line,
          '/resources/1/value': line,
          '/resources/2/value': line,
          '/resources/3/value': line,
          '/resources/4/value': line,
          '/resources/5/type': /^must be one of/,
        },
      );
    }
    for (const bad of ['\u0000', '\u001b', 'a\rb', '\u0090', '\u2029'])
      await expectFaults(
        { summary: SUMMARY, description: bad },
        { '/description': /^must not hold control characters/ },
      );
    const halves =
      '{"summary":"a\\ud800","description":"\\udc00b","resources":[{"type":"other","value":"\\ud83d"}]}';
    await expectFaults(halves, {
      '/summary': 'must be well-formed Unicode',
      '/description': 'must be well-formed Unicode',
      '/resources/0/value': 'must be well-formed Unicode',
    });
  });

  it('of what is too long or too many', () =>
    expectFaults(
      {
        summary: 's'.repeat(201),
        description: 'ä'.repeat(32 * 1024 + 1),
        resources: Array.from({ length: 1_001 }, () => ({ type: 'tld', value: 'aa' })),
        references: Array.from({ length: 51 }, () => 'https://a.aa/'),
      },
      {
        '/summary': 'must have at most 200 characters',
        '/description': 'must have at most 65536 bytes',
        '/resources': 'must have at most 1000 entries',
        '/references': 'must have at most 50 entries',
      },
    ));

  it('of names that would reach into prototypes, and of names that stand twice', async () => {
    await expectFaults(
      `{"summary":"a","__proto__":{"kind":"other"},"constructor":{"prototype":{"admin":true}},"nis2":{"applies":true,"crossBorder":false,"__proto__":1}}`,
      Object.fromEntries(
        ['/__proto__', '/constructor', '/nis2/__proto__'].map((at) => [at, 'is not a field of this request']),
      ),
    );
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
    await expectFaults(
      `{"summary":"a","sum\\u006dary":"b","resources":[{"type":"tld","value":"aa"},{"type":"tld","value":"aa","value":"bb"}]}`,
      { '/summary': 'stands twice', '/resources/1/value': 'stands twice' },
    );
  });

  it('of nesting without end', async () => {
    await expectFaults(`{"summary":"a","x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, {
      '/x': 'is not a field of this request',
    });
    await expectFaults(`{"summary":"a","x":${'{"x":'.repeat(150_000)}1${'}'.repeat(150_000)}}`, {
      '/x': 'is not a field of this request',
    });
  });

  it('of a body that is no JSON, too large, cut or of another type', async () => {
    const secret = 'hunter2';
    for (const body of ['{', `{"summary": ${secret}}`, '{"summary":"a",}', "{'summary':'a'}", '\u0000']) {
      const { text } = await expectRefused(file(body), 400, 'request.not_json');
      expect(text).not.toContain(secret);
    }
    await expectRefused(file(Buffer.from('{"summary":"caf\xe9"}', 'latin1')), 400, 'request.not_utf8');
    const large = JSON.stringify({ summary: 'a', description: 'x'.repeat(10 * 1024 * 1024) });
    await expectRefused(file(large), 413, 'request.too_large');
    const post = (body: unknown, headers: Record<string, string>) =>
      operator.post<Problem>('reports', body, headers);
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024, ' '));
    await expectRefused(post(bomb, { 'content-encoding': 'gzip' }), 413, 'request.too_large');
    await expectRefused(post('{}', { 'content-encoding': 'gzip' }), 400, 'request.cut');
    await expectRefused(post('{}', { 'content-encoding': 'zstd' }), 415, 'request.encoding');
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/xml',
    ])
      await expectRefused(post('summary=a', { 'content-type': type }), 415, 'request.not_json_type');
    const latin = { 'content-type': 'application/json; charset=iso-8859-1' };
    await expectRefused(post('{"summary":"a"}', latin), 415, 'request.encoding');
  });

  it('and a good one is kept to the byte, with its digest as receipt', async () => {
    const given = `\t{ "summary" : "Störung \\ud83d\\ude00 \\"<b>", "description":"a\\r\\nb\\tc",\n "resources":[{"type":"tld","value":".рф"},{"value":"AS064496","type":"asn"},{"type":"ip","value":"2001:DB8:0::1"},{"type":"prefix","value":"2001:DB8:0:1::1/33"},{"type":"nameserver","value":"NS1.AA."},{"type":"ds","value":"1 8 2 ab cd"}]}  `;
    const filed = await operator.post<Filed>('reports', given);
    expect(filed.status).toBe(201);
    const sha256 = createHash('sha256').update(given).digest('hex');
    expect(filed.body.receipt).toEqual({ sha256 });
    expect(filed.body.resources).toEqual([
      { type: 'tld', value: 'xn--p1ai' },
      { type: 'asn', value: '64496' },
      { type: 'ip', value: '2001:db8::1' },
      { type: 'prefix', value: '2001:db8::/33' },
      { type: 'nameserver', value: 'ns1.aa' },
      { type: 'ds', value: '1 8 2 ABCD' },
    ]);
    const stored = await test.sql<{ received: Buffer; sha256: string; description: string }>(
      'SELECT received, sha256, description FROM reports WHERE id = $1',
      [filed.body.id],
    );
    expect(stored).toEqual([{ received: Buffer.from(given), sha256, description: 'a\nb\tc' }]);
  });

  it.each([
    ['RED', 'RED'],
    ['TLP:RED', 'RED'],
    ['tlp: amber', 'AMBER'],
    ['AMBER STRICT', 'AMBER+STRICT'],
    ['TLP:AMBER-STRICT', 'AMBER+STRICT'],
    ['amber+strict', 'AMBER+STRICT'],
    ['WHITE', 'CLEAR'],
    ['TLP:CLEAR', 'CLEAR'],
    ['green', 'GREEN'],
    [undefined, 'AMBER'],
  ])('and the label %s is kept as %s', async (given, kept) => {
    const filed = await operator.post<Filed>('reports', { summary: SUMMARY, tlp: given });
    expect(filed).toMatchObject({ status: 201, body: { tlp: kept } });
    expect(await test.sql('SELECT tlp FROM reports WHERE id = $1', [filed.body.id])).toEqual([{ tlp: kept }]);
  });

  it.each(['', 'AMBER+', 'STRICT', 'RED GREEN', 'TLP', 'TLP:TLP:RED', 5, null, ['RED']])(
    'and %p is no label',
    (tlp) =>
      expectFaults(
        { summary: SUMMARY, tlp },
        { '/tlp': typeof tlp === 'string' ? /^must be one of RED/ : /^must be of type string$/ },
      ),
  );

  it.each([
    ['2026-03-01T02:14:00+05:30', '2026-02-28T20:44:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['2026-03-01T02:14:00.123456Z', '2026-03-01T02:14:00.123Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ])('and the instant %s is kept as %s', async (occurredAt, kept) => {
    const filed = await operator.post('reports', { summary: SUMMARY, occurredAt });
    expect(filed).toMatchObject({ status: 201, body: { occurredAt: kept } });
  });

  it.each(['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-01:00', '2026-03-01T02:14:00', '2026-03-01'])(
    'and %s is no instant of ours',
    (occurredAt) => expectFaults({ summary: SUMMARY, occurredAt }, { '/occurredAt': /^must be an instant/ }),
  );
});
