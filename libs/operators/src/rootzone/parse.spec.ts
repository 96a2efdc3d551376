import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { RootZone } from './delegation.ts';
import { RootZoneFault } from './fault.ts';
import { ROOT_ZONE_LIMITS } from './limits.ts';
import { readRootZone } from './open.ts';
import { parseRootZone } from './parse.ts';
import { REAL_ZONES, SIGNED_2023, itWithRealZones, realZonePath } from './real-zone.fixture.ts';
import { inChunks, zoneText } from './zone.fixture.ts';

const SOA = '. 86400 IN SOA a.root-servers.net. nstld.example. 2026010100 1800 900 604800 86400';
const ROOT = `${SOA}\n. IN NS a.root-servers.net.\na.root-servers.net. IN A 198.41.0.4\n`;
const NZ = 'nz. IN NS ns1.dns.nz.\nns1.dns.nz. IN A 192.0.2.1\n';
const DIGEST = 'a1'.repeat(32);

const parse = (text: string | Buffer, limits = ROOT_ZONE_LIMITS) => parseRootZone(inChunks(text), limits);

async function refusal(reading: Promise<RootZone>): Promise<RootZoneFault> {
  const fault: unknown = await reading.then(
    () => 'accepted',
    (error: unknown) => error,
  );
  if (fault instanceof RootZoneFault) return fault;
  throw new Error(`not refused, but: ${String(fault)}`);
}

describe('a root zone file', () => {
  it('becomes delegations, glue and the fingerprint of its bytes', async () => {
    const text = `${ROOT}nz. IN DS 7 8 2 ${DIGEST}\n${NZ}`;
    expect(await parse(text)).toEqual({
      serial: 2026010100,
      records: 6,
      sha256: createHash('sha256').update(text).digest('hex'),
      rootServers: ['a.root-servers.net'],
      tlds: [
        {
          label: 'nz',
          nameservers: ['ns1.dns.nz'],
          ds: [{ keyTag: 7, algorithm: 8, digestType: 2, digest: DIGEST.toUpperCase() }],
          ttl: { ns: 86_400, ds: 86_400, glue: 86_400 },
        },
      ],
      glue: new Map([
        ['a.root-servers.net', ['198.41.0.4']],
        ['ns1.dns.nz', ['192.0.2.1']],
      ]),
    });
  });

  it('is the same in chunks of any size', async () => {
    const text = zoneText({ seed: 1, tlds: 12 });
    const whole = await parse(text);
    for (const size of [1, 2, 7, 100]) expect(await parseRootZone(inChunks(text, size))).toEqual(whole);
    expect(await parseRootZone(inStrings(text))).toEqual(whole);
  });

  const same: [string, string][] = [
    ['tabs and blanks', NZ.replaceAll(' ', ' \t\t ')],
    ['CRLF', NZ.replaceAll('\n', '\r\n')],
    ['upper case', NZ.toUpperCase()],
    ['TTL before class', NZ.replaceAll('IN', '172800 IN')],
    ['class before TTL', NZ.replaceAll('IN', 'IN 172800')],
    ['TTL with units', NZ.replaceAll('IN', '1d12h IN')],
    ['no class', NZ.replaceAll('IN ', '')],
    ['comments', `; a comment ( "\n${NZ.replaceAll('\n', ' ; more ) "\n')}\n\n`],
    ['$TTL', `$TTL 1d\n${NZ}`],
    ['$ORIGIN and relative names', '$ORIGIN nz.\n@ NS ns1.dns\nns1.dns A 192.0.2.1\n'],
    ['$ORIGIN relative to the one before', '$ORIGIN nz.\n$ORIGIN dns\nnz. NS ns1\nns1 A 192.0.2.1\n'],
    ['names relative to the root', 'nz NS ns1.dns.nz\nns1.dns.nz A 192.0.2.1\n'],
    ['parentheses over lines', 'nz. IN ( NS ; here\n\n ns1.dns.nz.\n)\nns1.dns.nz. IN A (192.0.2.1)\n'],
    ['a repeated record', `nz. IN NS NS1.dns.nz.\n${NZ}`],
  ];
  it.each(same)('may be written with %s', async (_, text) => {
    const { tlds, glue } = await parse(ROOT + text);
    expect(tlds).toEqual([expect.objectContaining({ label: 'nz', nameservers: ['ns1.dns.nz'], ds: [] })]);
    expect(glue.get('ns1.dns.nz')).toEqual(['192.0.2.1']);
  });

  const NO_TTL = { ns: null, ds: null, glue: null };
  const ttls: [string, string, object | undefined][] = [
    ['none', NZ, undefined],
    ['its own', NZ.replaceAll('IN', '172800 IN'), { ...NO_TTL, ns: 172_800, glue: 172_800 }],
    ['one with units', NZ.replaceAll('IN', '1d12h IN'), { ...NO_TTL, ns: 129_600, glue: 129_600 }],
    ['that of $TTL', `$TTL 1d\n${NZ}`, { ...NO_TTL, ns: 86_400, glue: 86_400 }],
    ['that of the record before', `nz. 60 IN NS ns1.dns.nz.\n${NZ}`, { ...NO_TTL, ns: 60, glue: 60 }],
    ['one of its own for its DS', `${NZ}nz. 3600 IN DS 7 8 2 ${DIGEST}\n`, { ...NO_TTL, ds: 3_600 }],
    ['the lowest, where they differ', `$TTL 9\nnz. 8 NS ns1.dns.nz.\n${NZ}`, { ...NO_TTL, ns: 8, glue: 9 }],
    ['0 in place of more than 31 bits', NZ.replaceAll('IN', '9999999999 IN'), { ...NO_TTL, ns: 0, glue: 0 }],
  ];
  it.each(ttls)('tells how long caches keep a delegation: %s', async (_, text, ttl) => {
    const { tlds } = await parse(ROOT.replace(' 86400 IN SOA', ' IN SOA') + text);
    expect(tlds[0]?.ttl).toEqual(ttl);
  });

  it('takes a blank owner as the owner before', async () => {
    const { tlds } = await parse(`${ROOT}nz. IN NS ns1.dns.nz.\n\tIN DS 7 8 1 ${'0B'.repeat(20)}\n${NZ}`);
    expect(tlds[0]?.ds).toHaveLength(1);
  });

  it('joins a DS digest split by blanks and lines', async () => {
    const split = DIGEST.replace(/(.{20})/g, '$1 ');
    const { tlds } = await parse(
      `${ROOT}${NZ}nz. DS 7 8 2 ${split}\nnz. DS 7 8 2 ( ${DIGEST.slice(0, 9)}\n ${DIGEST.slice(9)} )\n`,
    );
    expect(tlds[0]?.ds.map((ds) => ds.digest)).toEqual([DIGEST.toUpperCase()]);
  });

  it('writes addresses in their canonical form', async () => {
    const { glue } = await parse(
      `${ROOT}${NZ}ns1.dns.nz. AAAA 2001:DB8:0:0:0:0:0:1\nns1.dns.nz. AAAA 2001:db8::1\n`,
    );
    expect(glue.get('ns1.dns.nz')).toEqual(['192.0.2.1', '2001:db8::1']);
  });

  it('may hold signatures, keys and text, which are passed over', async () => {
    const passed = [
      `nz. 86400 IN RRSIG DS 8 1 86400 20230524050000 20230511040000 60955 . ab cd==`,
      `. 172800 IN DNSKEY 256 3 8 AwEAAb`,
      `. 86400 IN ZONEMD 2026010100 1 1 ${'ab'.repeat(48)}`,
      `nz. TXT "a ; b ( \\" c" d`,
    ];
    expect((await parse(`${ROOT}${NZ}${passed.join('\n')}\n`)).records).toBe(9);
  });

  it('may close with its SOA, as a transfer does', async () => {
    const zone = await parse(`${ROOT}${NZ}${SOA}\n`);
    expect([zone.serial, zone.records]).toEqual([2026010100, 5]);
  });

  const refused: [string, RootZoneFault['code'], number, string][] = [
    ['nothing', 'rootzone.empty', 1, ''],
    ['comments alone', 'rootzone.empty', 2, '; root zone\n\n'],
    ['no SOA', 'rootzone.no_soa', 2, NZ],
    ['no TLD', 'rootzone.empty', 3, ROOT],
    ['the SOA of another zone', 'rootzone.not_root', 1, SOA.replace('.', 'nz.') + '\n'],
    ['no root servers', 'rootzone.truncated', 3, `${SOA}\n${NZ}`],
    ['two serials', 'rootzone.bad_record', 6, `${ROOT}${NZ}${SOA.replace('0100 ', '0101 ')}\n`],
    ['records after the closing SOA', 'rootzone.bad_record', 7, `${ROOT}${NZ}${SOA}\n${NZ}`],
    ['a serial of 33 bits', 'rootzone.bad_record', 1, ROOT.replace('2026010100', '4294967296')],
    ['no owner at the start', 'rootzone.bad_record', 1, ` IN NS a.\n`],
    ['another class', 'rootzone.bad_record', 4, `${ROOT}nz. CH NS ns1.dns.nz.\n`],
    ['$INCLUDE', 'rootzone.bad_record', 4, `${ROOT}$INCLUDE /etc/passwd\n`],
    ['$TTL without a time', 'rootzone.bad_record', 4, `${ROOT}$TTL soon\n`],
    ['an unknown type', 'rootzone.bad_record', 4, `${ROOT}nz. IN MX 10 mail.nz.\n`],
    ['HTML', 'rootzone.bad_record', 1, '<html><body>404</body></html>\n'],
    ['binary', 'rootzone.bad_record', 1, '\u0000\u0001\u0002\n'],
    ['an owner with a non-ASCII letter', 'rootzone.bad_record', 4, `${ROOT}né. NS ns1.dns.nz.\n`],
    ['a delegation below a TLD', 'rootzone.bad_record', 4, `${ROOT}co.nz. NS ns1.dns.nz.\n`],
    ['DS at the root', 'rootzone.bad_record', 4, `${ROOT}. DS 7 8 2 ${DIGEST}\n`],
    ['DS with a short digest', 'rootzone.bad_record', 4, `${ROOT}nz. DS 7 8 2 abcd\n`],
    ['DS with no hex', 'rootzone.bad_record', 4, `${ROOT}nz. DS 7 8 3 xyz1\n`],
    ['DS with a large key tag', 'rootzone.bad_record', 4, `${ROOT}nz. DS 65536 8 2 ${DIGEST}\n`],
    ['A without an address', 'rootzone.bad_record', 4, `${ROOT}ns1.dns.nz. A\n`],
    ['A with octets too large', 'rootzone.bad_record', 4, `${ROOT}ns1.dns.nz. A 192.0.2.256\n`],
    ['AAAA with an IPv4 address', 'rootzone.bad_record', 4, `${ROOT}ns1.dns.nz. AAAA 192.0.2.1\n`],
    ['AAAA with a zone index', 'rootzone.bad_record', 4, `${ROOT}ns1.dns.nz. AAAA fe80::1%eth0\n`],
    ['NS with two names', 'rootzone.bad_record', 4, `${ROOT}nz. NS ns1.dns.nz. ns2.dns.nz.\n`],
    ['a type alone', 'rootzone.bad_record', 4, `${ROOT}nz. NS\n`],
    ['an open quote', 'rootzone.bad_record', 4, `${ROOT}nz. TXT "abc\n`],
    ['a parenthesis too many', 'rootzone.bad_record', 4, `${ROOT}nz. NS ns1.dns.nz. )\n`],
    ['an open parenthesis', 'rootzone.truncated', 6, `${ROOT}${NZ}nz. NS ( ns1.dns.nz.\n`],
    ['no line feed at the end', 'rootzone.truncated', 5, (ROOT + NZ).trimEnd()],
    ['a server without address', 'rootzone.truncated', 4, `${ROOT}nz. NS ns1.dns.nz.\n`],
    ['DS without NS', 'rootzone.truncated', 6, `${ROOT}${NZ}zw. DS 7 8 2 ${DIGEST}\n`],
    [
      'an NSEC chain that ends early',
      'rootzone.truncated',
      7,
      `${ROOT}${NZ}. NSEC nz. NS\nnz. NSEC zw. NS\n`,
    ],
    ['an NSEC chain past a TLD', 'rootzone.truncated', 6, `${ROOT}${NZ}. NSEC . NS\n`],
    ['an NSEC chain in two rings', 'rootzone.truncated', 7, `${ROOT}${NZ}. NSEC . NS\nnz. NSEC nz. NS\n`],
    ['an NSEC chain in a ring', 'rootzone.truncated', 7, `${ROOT}${NZ}. NSEC nz. NS\nnz. NSEC nz. NS\n`],
    [
      'NSEC without NS',
      'rootzone.truncated',
      8,
      `${ROOT}${NZ}. NSEC nz. NS\nnz. NSEC zw. NS\nzw. NSEC . NS\n`,
    ],
    ['two NSEC of one owner', 'rootzone.bad_record', 5, `${ROOT}. NSEC . NS\n. NSEC . NS\n`],
  ];
  it.each(refused)('is refused with %s', async (_, code, line, text) => {
    const fault = await refusal(parse(text));
    expect([fault.code, fault.line]).toEqual([code, line]);
  });

  it('never puts control characters of the file into the message', async () => {
    const fault = await refusal(parse(`${ROOT}\u001b[31m\u0007. NS x.\n`));
    expect(fault.message).toBe('"?[31m?." is no domain name');
  });

  it('has limits for a line, a record, the number of records and the whole', async () => {
    const small = { lineBytes: 200, records: 5, bytes: 1_000 };
    const text = ROOT + NZ;
    const faults = [
      await refusal(parse(`${text}; ${'x'.repeat(200)}\n`, small)),
      await refusal(parse(`${text}; ${'x'.repeat(200)}`, small)),
      await refusal(parse(`${text}nz. TXT (\n${`"${'x'.repeat(60)}"\n`.repeat(4)})\n`, small)),
      await refusal(parse(text + NZ, small)),
      await refusal(parse(text + '; more\n'.repeat(150), small)),
    ];
    expect(faults.map(({ code, line }) => [code, line])).toEqual([
      ['rootzone.too_large', 6],
      ['rootzone.too_large', 6],
      ['rootzone.too_large', 6],
      ['rootzone.too_large', 6],
      ['rootzone.too_large', 1],
    ]);
    expect((await parse(text, small)).records).toBe(5);
  });
});

describe('real root zone files', () => {
  itWithRealZones('count as published for serial 2023051100', async () => {
    const zone = await readRootZone(realZonePath(SIGNED_2023));
    const signed = zone.tlds.filter((tld) => tld.ds.length > 0);
    expect({
      serial: zone.serial,
      records: zone.records,
      tlds: zone.tlds.length,
      ns: zone.tlds.flatMap((tld) => tld.nameservers).length,
      ds: zone.tlds.flatMap((tld) => tld.ds).length,
      signed: signed.length,
      rootServers: zone.rootServers.length,
    }).toEqual({
      serial: 2023051100,
      records: 24_911,
      tlds: 1_479,
      ns: 7_617,
      ds: 1_622,
      signed: 1_366,
      rootServers: 13,
    });
  });

  itWithRealZones.each(REAL_ZONES)('%s is accepted', async (file) => {
    const zone = await readRootZone(realZonePath(file));
    expect(zone.serial).toBe(Number(/\d{10}/.exec(file)?.[0]));
    expect(zone.tlds.every((tld) => tld.nameservers.length > 1)).toBe(true);
  });
});

async function* inStrings(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += 50) yield text.slice(at, at + 50);
}
