import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { certified, timestampAnswer } from '../../../../test/fixtures/timestamp-authority.ts';
import type { CertificateForm, Certified, Twist } from '../../../../test/fixtures/timestamp-authority.ts';
import { stampedAt, timeIn, timestampQuery } from './timestamp.ts';
import { TimestampRefused } from './timestamp-refused.ts';

const TEXT = 'cert.example/record\n7\nAAAA\n';
const DAY = 86_400_000;
const HAS_OPENSSL = spawnSync('openssl', ['version']).status === 0;
if (!HAS_OPENSSL) process.stdout.write('skipped: there is no openssl to answer as a timestamp server\n');

(HAS_OPENSSL ? describe : describe.skip)('a timestamp of openssl', () => {
  let folder = '';
  const inFolder = (name: string) => join(folder, name);
  const openssl = (line: string) =>
    execFileSync('openssl', line.trim().split(/\s+/), { cwd: folder, stdio: 'pipe' }).toString();

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dnscert-tsa-'));
    writeFileSync(
      inFolder('tsa.cnf'),
      `[req]
distinguished_name = dn
prompt = no
[dn]
CN = ca.example
[ca]
basicConstraints = critical,CA:true
[tsa]
extendedKeyUsage = critical,timeStamping
[tsa_config]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
[choosy]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha512
`,
    );
    writeFileSync(inFolder('serial'), '01');
    openssl(
      'req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -config tsa.cnf -extensions ca',
    );
    for (const [name, key] of [
      ['rsa', 'rsa:2048'],
      ['ec', 'ec -pkeyopt ec_paramgen_curve:P-384'],
    ])
      openssl(
        `req -x509 -newkey ${key ?? ''} -nodes -keyout ${name ?? ''}.key -out ${name ?? ''}.pem -days 2 -config tsa.cnf
         -extensions tsa -subj /CN=${name ?? ''}.example -CA ca.pem -CAkey ca.key`,
      );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const answerTo = (request: Buffer, by: string, more = '-section tsa_config'): Buffer => {
    writeFileSync(inFolder('query.tsq'), request);
    openssl(
      `ts -reply -queryfile query.tsq -signer ${by}.pem -inkey ${by}.key -config tsa.cnf -out reply.tsr ${more}`,
    );
    return readFileSync(inFolder('reply.tsr'));
  };

  it.each(['rsa', 'ec'])('by a key of %s is taken for what was asked, and openssl agrees', async (by) => {
    const query = timestampQuery(TEXT);
    const answer = answerTo(query.request, by);
    const trusted = [new X509Certificate(readFileSync(inFolder('ca.pem')))];
    expect(Math.abs((await timeIn(answer, query, trusted)).getTime() - Date.now())).toBeLessThan(60_000);
    expect(await stampedAt(answer, TEXT)).toEqual(await timeIn(answer, query));
    writeFileSync(inFolder('text'), TEXT);
    expect(openssl('ts -verify -data text -in reply.tsr -CAfile ca.pem')).toMatch(/OK/);
    // The same text asked for again is another question.
    await expect(timeIn(answer, timestampQuery(TEXT))).rejects.toThrow(/another question/);
    await expect(stampedAt(answer, `${TEXT} `)).rejects.toThrow(/something else than what was asked/);
    const strange = [new X509Certificate((await certified({ ca: true, purposes: [] })).der)];
    await expect(timeIn(answer, query, strange)).rejects.toThrow(/leads to none that is trusted here: CN/);
  });

  it('with its whole chain within is held against the root of it', async () => {
    const query = timestampQuery(TEXT);
    const answer = answerTo(query.request, 'rsa', '-section tsa_config -chain ca.pem');
    const trusted = [new X509Certificate(readFileSync(inFolder('ca.pem')))];
    await expect(timeIn(answer, query, trusted)).resolves.toBeInstanceOf(Date);
  });

  it('is refused where it was not granted, or is cut', async () => {
    const query = timestampQuery(TEXT);
    await expect(timeIn(answerTo(query.request, 'rsa', '-section choosy'), query)).rejects.toThrow(
      /did not grant a timestamp: it was rejected/,
    );
    const good = answerTo(query.request, 'rsa');
    for (const length of [1, 20, 200, good.length - 1])
      await expect(timeIn(good.subarray(0, length), query)).rejects.toThrow(TimestampRefused);
  });

  it('of which any bit was changed proves nothing else than before', async () => {
    const query = timestampQuery(TEXT);
    const good = answerTo(query.request, 'ec');
    const at = await timeIn(good, query);
    for (let spot = 0; spot < good.length; spot += 11) {
      const changed = Buffer.from(good);
      changed.writeUInt8(changed.readUInt8(spot) ^ (1 << (spot % 8)), spot);
      const said = await timeIn(changed, query).catch((error: unknown) => error);
      // Some bits are of what nobody signed, such as the list of digests.
      expect([spot, said instanceof TimestampRefused || (said instanceof Date && +said === +at)]).toEqual([
        spot,
        true,
      ]);
    }
  });
});

describe('a timestamp', () => {
  let root: Certified;
  let tsa: Certified;
  beforeAll(async () => {
    root = await certified({ name: 'root.example', ca: true, purposes: [] });
    tsa = await certified({ by: root });
  });
  const asked = async (twist: Twist = {}, by = tsa, trusted: Certified[] | null = [root]): Promise<Date> => {
    const query = timestampQuery(TEXT);
    const answer = await timestampAnswer(query.request, by, twist);
    return timeIn(answer, query, trusted?.map(({ der }) => new X509Certificate(der)) ?? null);
  };

  it('is taken as it must be', async () => {
    expect(Math.abs((await asked()).getTime() - Date.now())).toBeLessThan(60_000);
    await expect(asked({ status: 1 })).resolves.toBeInstanceOf(Date);
    // Whose it is is not looked at where nobody is trusted by name.
    await expect(asked({}, await certified(), null)).resolves.toBeInstanceOf(Date);
    // Itself trusted.
    await expect(asked({}, tsa, [tsa])).resolves.toBeInstanceOf(Date);
  });

  it.each<[string, Twist, RegExp]>([
    ['another digest', { digest: Buffer.alloc(32, 7) }, /something else than what was asked/],
    ['a digest of another length', { digest: Buffer.alloc(20) }, /something else than what was asked/],
    ['a digest of another kind', { digestAlgorithm: '1.3.14.3.2.26' }, /something else than what was asked/],
    ['another nonce', { nonce: Buffer.alloc(9, 1) }, /has not our nonce/],
    ['no nonce', { nonce: null }, /has not our nonce/],
    ['rejected', { status: 2 }, /did not grant a timestamp: it was rejected/],
    ['to come', { status: 3 }, /did not grant a timestamp: it is to come later/],
    ['a status that there is not', { status: 9 }, /not of the form of RFC 3161/],
    ['unsigned', { signers: 0 }, /nobody signed/],
    ['signed twice', { signers: 2 }, /several have signed/],
    [
      'another content',
      { contentType: '1.2.840.113549.1.7.1' },
      /is no timestamp but 1\.2\.840\.113549\.1\.7\.1/,
    ],
    ['something behind the TSTInfo', { behind: Buffer.from('0500', 'hex') }, /something behind its end/],
    ['no certificate', { certificates: [] }, /signature of the timestamp is not good/],
    [
      'no name of its certificate',
      { without: ['1.2.840.113549.1.9.16.2.47'] },
      /does not name the certificate/,
    ],
    ['no kind of content', { without: ['1.2.840.113549.1.9.3'] }, /does not say what it signs/],
    ['no digest of content', { without: ['1.2.840.113549.1.9.4'] }, /does not say what it signs/],
    ['SHA-1', { hash: 'SHA-1' }, /by a way that is not taken here: 1\.3\.14\.3\.2\.26/],
    ['of tomorrow', { at: new Date(Date.now() + 1.5 * DAY) }, /is good from .* and not at/],
    ['of long ago', { at: new Date('2001-01-01') }, /is good from .* and not at 2001/],
  ])('is refused: %s', async (_what, twist, words) => {
    const refused = asked(twist);
    await expect(refused).rejects.toThrow(words);
    await expect(refused).rejects.toThrow(TimestampRefused);
  });

  it('is refused where the clock of its server is of another day', async () => {
    const long = await certified({ from: new Date('2020-01-01'), to: new Date(Date.now() + 900 * DAY) });
    await expect(asked({ at: new Date(Date.now() - 2 * DAY) }, long, null)).rejects.toThrow(
      /says that it is/,
    );
  });

  it('is refused by another key, or under another certificate of the same name', async () => {
    const other = await certified({ by: root });
    await expect(asked({ key: other.privateKey })).rejects.toThrow(/signature of the timestamp is not good/);
    await expect(asked({ names: other })).rejects.toThrow(/another certificate than the one it names/);
  });

  it.each<[string, CertificateForm, RegExp]>([
    ['without a purpose', { purposes: [] }, /not for timestamps alone/],
    ['for web servers', { purposes: ['1.3.6.1.5.5.7.3.1'] }, /not for timestamps alone/],
    ['for both', { purposes: ['1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.1'] }, /not for timestamps alone/],
    ['where it is not critical', { critical: false }, /not for timestamps alone/],
    ['that is over', { to: new Date(Date.now() - 1_000) }, /is good from .* and not at/],
    ['that is to come', { from: new Date(Date.now() + DAY / 2) }, /is good from .* and not at/],
  ])('is refused under a certificate %s', async (_what, form, words) => {
    await expect(asked({}, await certified({ by: root, ...form }))).rejects.toThrow(words);
  });

  it('is trusted along a chain of certificates that may sign such, and none else', async () => {
    const middle = await certified({ name: 'middle.example', by: root, ca: true, purposes: [] });
    const low = await certified({ by: middle });
    await expect(asked({ certificates: [low, middle] }, low)).resolves.toBeInstanceOf(Date);
    await expect(asked({ certificates: [low] }, low)).rejects.toThrow(/leads to none that is trusted/);
    const no = await certified({ name: 'no-ca.example', by: root, purposes: [] });
    const under = await certified({ by: no });
    await expect(asked({ certificates: [under, no] }, under)).rejects.toThrow(/leads to none/);
    const over = await certified({
      name: 'over.example',
      by: root,
      ca: true,
      purposes: [],
      to: new Date(Date.now() - 1_000),
    });
    const late = await certified({ by: over });
    await expect(asked({ certificates: [late, over] }, late)).rejects.toThrow(/leads to none/);
    const forged = await certified({ name: 'root.example', ca: true, purposes: [] });
    const mine = await certified({ by: forged });
    await expect(asked({ certificates: [mine, forged] }, mine)).rejects.toThrow(/leads to none/);
  });

  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['a page', Buffer.from('<html>Welcome</html>')],
    ['a cut header', Buffer.from('30', 'hex')],
    ['another status', Buffer.from('30053003020102', 'hex')],
    ['a length beyond the end', Buffer.from('3084ffffffff3003020100', 'hex')],
    ['nested without end', Buffer.from('3080'.repeat(32_768), 'hex')],
    ['nested deep', nested(5_000)],
    [
      'elements without end',
      Buffer.concat([Buffer.from('3083010000', 'hex'), Buffer.from('0500'.repeat(32_768), 'hex')]),
    ],
    ['zeros', Buffer.alloc(65_536)],
    ['indefinite and endless', Buffer.concat([Buffer.from('3080', 'hex'), Buffer.alloc(65_534, 0x24)])],
  ])('is refused soon: %s', async (_what, answer) => {
    const begun = performance.now();
    await expect(timeIn(answer, timestampQuery(TEXT))).rejects.toThrow(TimestampRefused);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it('is refused with anything behind it', async () => {
    const query = timestampQuery(TEXT);
    const answer = await timestampAnswer(query.request, tsa);
    await expect(timeIn(Buffer.concat([answer, Buffer.of(0)]), query)).rejects.toThrow(
      /something behind its end/,
    );
  });
});

/** SEQUENCEs within each other. */
function nested(depth: number): Buffer {
  const heads: Buffer[] = [];
  for (let length = 0; heads.length < depth;) {
    const head = Buffer.from([0x30, 0x83, length >> 16, (length >> 8) & 0xff, length & 0xff]);
    heads.unshift(head);
    length += head.length;
  }
  return Buffer.concat(heads);
}
