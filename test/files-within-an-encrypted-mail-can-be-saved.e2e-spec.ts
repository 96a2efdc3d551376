import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InboundView } from '#libs/contracts';
import { Listener } from '#libs/inbox';
import { readContactKey } from '#libs/mail';
import { Sweeper } from '#libs/queue';
import { createMessage, encrypt, readKey, readPrivateKey } from 'openpgp';
import { GpgRing, openpgpKey } from './fixtures/contact-keys.ts';
import { bring, encryptedMail } from './fixtures/incoming-mail.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService, until } from './harness/service.ts';

const NOC = 'noc@registry-a.example';
const TO = 'report@dns-cert.example';
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const CAPTURE = randomBytes(20_000);
const LIST = Buffer.from('ns1.nic.aa.\r\nns2.nic.aa.\r\n');
const FILES = [
  { name: '../../etc/cap\u202eture.pcap', type: 'application/vnd.tcpdump.pcap', bytes: CAPTURE },
  { name: `${'n'.repeat(500)}.html`, type: 'text/html', bytes: LIST },
];

describe(`files within an encrypted mail can be saved (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let ring: GpgRing | null;
  let mail: InboundView;

  beforeAll(async () => {
    test = await TestService.start({ env: { AUTO_NOTIFY: 'off', INBOUND_SMTP_PORT: '0' } });
    for (const letter of ['a', 'b'])
      await test.importOperators({
        slug: `registry-${letter}`,
        tlds: [`${letter}${letter}`],
        contacts: [{ email: `noc@registry-${letter}.example`, role: 'noc' }],
      });
    staff = await test.signUp('responder', { email: 'duty@cert.example' });
    ring = GpgRing.open();
    if (ring === null) console.log('GnuPG is not here: OpenPGP.js encrypts instead');
    const key = ring === null ? await openpgpKey(NOC) : ring.key(NOC);
    await test.sql(
      `UPDATE contacts SET key_armored = $2, key_fingerprint = $3, key_algorithm = 'x' WHERE email = $1`,
      [NOC, key.publicKey, (await readContactKey(key.publicKey)).fingerprint],
    );
    const ours = (await test.api().get('/.well-known/dnscert.asc')).text;
    const sealed = ring?.seal(INNER, NOC, ours) ?? (await sealedBy(key.secretKey ?? '', ours));
    const port = test.service.app.get(Listener).port ?? 0;
    const { response } = await bring(port, NOC, TO, encryptedMail({ from: NOC, to: TO }, sealed));
    const id = / ([0-9a-f-]{36})/.exec(response)?.[1] ?? '';
    const read = async () => (await staff.get<InboundView>(`inbox/${id}`)).body;
    await until(async () => (await read()).state !== 'received');
    mail = await read();
  });
  afterAll(async () => {
    ring?.close();
    await test.stop();
  });

  const download = async (api: Api, n: number) => {
    const answer = await fetch(`${test.url}/api/v1/inbox/${mail.id}/files/${n}`, {
      headers: api.credentials,
    });
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
  };

  it('the mail tells each with its size and digest', () => {
    expect(mail).toMatchObject({
      verdicts: { encrypted: { state: 'yes' }, signed: { state: 'good' }, sender: { state: 'matches' } },
      moreFiles: 0,
    });
    expect(mail.files).toEqual(
      FILES.map(({ type, bytes }, index) => ({
        n: index + 1,
        name: expect.not.stringContaining('\u202e'),
        type,
        bytes: bytes.length,
        sha256: sha256(bytes),
        leftOut: null,
      })),
    );
  });

  it('a responder saves the very bytes, and no browser takes them for anything', async () => {
    for (const [index, { bytes }] of FILES.entries()) {
      const got = await download(staff, index + 1);
      expect([got.status, sha256(got.bytes)]).toEqual([200, sha256(bytes)]);
      expect(Object.fromEntries(got.headers)).toMatchObject({
        'content-type': 'application/octet-stream',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
        'cache-control': 'no-store',
      });
    }
    const names = await Promise.all(
      [1, 2].map(async (n) => (await download(staff, n)).headers.get('content-disposition')),
    );
    expect(names).toEqual([
      "attachment; filename*=UTF-8''capture.pcap",
      expect.stringMatching(/^attachment; filename\*=UTF-8''n{100,200}(\.html)?$/),
    ]);
  });

  it('it is written down who did, as the label of the mail asks for', async () => {
    expect(mail.tlp).toBe('AMBER+STRICT');
    const rows = await test.sql<{ data: { what: string; labels: string[] } }>(
      `SELECT data FROM audit_entries WHERE type = 'sensitive.read' AND subject_id = $1 AND data->>'what' = 'files'`,
      [mail.id],
    );
    expect(rows.map(({ data }) => data.labels)).toEqual([['AMBER+STRICT']]);
  });

  it('nobody else does, and there are no others', async () => {
    for (const operator of ['registry-a', 'registry-b'])
      expect((await download(await test.signUp('operator', { operator }), 1)).status).toBe(403);
    expect((await download(test.api(), 1)).status).toBe(401);
    for (const n of [0, 3, 1e21, -1, 1.5]) expect([n, (await download(staff, n)).status]).toEqual([n, 404]);
  });

  it('read again it has the same files, and they go with their mail', async () => {
    const rows = () =>
      test.sql('SELECT n, name, sha256 FROM inbound_files WHERE message_id = $1 ORDER BY n', [mail.id]);
    const before = await rows();
    expect(before).toHaveLength(2);
    await test.sql(
      `UPDATE inbound_messages SET state = 'received', rung_at = NULL, due_at = dnscert_now() WHERE id = $1`,
      [mail.id],
    );
    await test.service.app.get(Sweeper).sweep();
    await test.settled();
    expect(await rows()).toEqual(before);
    await test.sql('DELETE FROM inbound_messages WHERE id = $1', [mail.id]);
    expect(await rows()).toEqual([]);
    expect((await download(staff, 1)).status).toBe(404);
  });
});

const INNER = [
  'Content-Type: multipart/mixed; boundary="=_in"',
  '',
  '--=_in',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'TLP:AMBER+STRICT',
  '',
  'What we saw is in the files.',
  ...FILES.flatMap(({ name, type, bytes }) => [
    '--=_in',
    `Content-Type: ${type}`,
    `Content-Disposition: attachment; filename="=?utf-8?B?${Buffer.from(name).toString('base64')}?="`,
    'Content-Transfer-Encoding: base64',
    '',
    bytes.toString('base64').replace(/.{76}/g, '$&\r\n'),
  ]),
  '--=_in--',
  '',
].join('\r\n');

const sealedBy = async (secretKey: string, ours: string): Promise<string> =>
  String(
    await encrypt({
      message: await createMessage({ text: INNER }),
      encryptionKeys: await readKey({ armoredKey: ours }),
      signingKeys: await readPrivateKey({ armoredKey: secretKey }),
    }),
  );
