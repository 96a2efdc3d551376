import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openIncident, timelineOf } from './fixtures/casework.ts';
import { ATTACKS } from './fixtures/attacks.ts';
import type { Answer, Api } from './harness/api.ts';
import { QUEUES, TestService, until } from './harness/service.ts';

interface View {
  id: string;
  name: string;
  bytes: number;
  sha256: string;
  operatorId: string | null;
}

const MIB = 1024 * 1024;
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

describe(`files are kept and never shown as pages (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let a: Api;
  let b: Api;
  let incident = '';

  beforeAll(async () => {
    test = await TestService.start({ env: { AUTO_NOTIFY: 'off' } });
    for (const letter of ['a', 'b'])
      await test.importOperators({
        slug: `registry-${letter}`,
        tlds: [`${letter}${letter}`],
        contacts: [{ email: `noc@registry-${letter}.example`, role: 'noc' }],
      });
    staff = await test.signUp('responder');
    [a, b] = [
      await test.signUp('operator', { operator: 'registry-a' }),
      await test.signUp('operator', { operator: 'registry-b' }),
    ];
    ({ id: incident } = await openIncident(test, staff, {
      summary: 'Both are down',
      resources: ['aa', 'bb'].map((value) => ({ type: 'tld', value })),
    }));
    for (const slug of ['registry-a', 'registry-b'])
      await staff.put(`incidents/${incident}/affected/${await test.operatorId(slug)}`, { state: 'not_told' });
  });
  afterAll(() => test.stop());

  const formOf = (content: Buffer | string, name: string, type = 'text/html', field = 'file') => {
    const form = new FormData();
    form.append(field, new Blob([new Uint8Array(Buffer.from(content))], { type }), name);
    return form;
  };
  const attach = (api: Api, content: Buffer | string, name: string, headers = {}, id = incident) =>
    api.send<View>(`incidents/${id}/attachments`, formOf(content, name), headers);
  /** Every file of the store, by its path below it. */
  const stored = (): string[] => {
    const folder = join(test.dataDir, 'attachments');
    return existsSync(folder)
      ? readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      : [];
  };
  const listed = async (api: Api) =>
    (await api.get<{ items: View[] }>(`incidents/${incident}/attachments`)).body.items;

  it('byte by byte, under their hash, closed to others', async () => {
    const bytes = randomBytes(3 * MIB);
    const { status, body } = await attach(staff, bytes, 'capture.pcap');
    expect([status, body]).toMatchObject([
      201,
      { name: 'capture.pcap', bytes: bytes.length, sha256: sha256(bytes), operatorId: null },
    ]);
    const path = join(test.dataDir, 'attachments', body.sha256.slice(0, 2), body.sha256);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    const response = await fetch(`${test.url}/api/v1/attachments/${body.id}`, {
      headers: { authorization: `Bearer ${staff.token ?? ''}` },
    });
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    const entry = (await timelineOf(staff, incident)).at(-1);
    expect(entry).toMatchObject({
      type: 'attachment.added',
      data: { attachmentId: body.id, sha256: body.sha256, bytes: bytes.length, operatorId: null },
    });
  });

  it('to be saved and not shown, whatever they say they are', async () => {
    for (const [name, type] of [
      ['page.html', 'text/html'],
      ['image.svg', 'image/svg+xml'],
      ['feed.xml', 'application/xml'],
    ] as const) {
      const form = formOf('<script>alert(1)</script>', name, type);
      const { body } = await staff.send<View>(`incidents/${incident}/attachments`, form);
      const { status, headers } = await staff.get(`attachments/${body.id}`);
      expect(status).toBe(200);
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename*=UTF-8''${name}`,
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
    }
  });

  it('with names that say no more than a name', async () => {
    const faults: string[] = [];
    let names = 0;
    for (const attack of [
      ...ATTACKS,
      '../../etc/passwd',
      'a\r\nX-Evil: 1',
      '\u202efdp.exe',
      'x'.repeat(500),
    ]) {
      const { status, body } = await attach(b, 'x', attack);
      // Each takes one of the 200 places that an operator has.
      await test.sql('DELETE FROM attachments WHERE id = $1', [body.id]);
      names += 1;
      if (status !== 201) faults.push(`${status} for ${JSON.stringify(attack)}`);
      // eslint-disable-next-line no-control-regex -- control characters are what it looks for
      else if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029/\\]/.test(body.name) || body.name.length > 400)
        faults.push(JSON.stringify(body.name));
    }
    const { body } = await attach(staff, 'x', `"><img src=x onerror=alert(1)>\r\nSet-Cookie: a=b`);
    const { headers } = await staff.get(`attachments/${body.id}`);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''[A-Za-z0-9%._~!-]+$/);
    expect(headers.getSetCookie()).toEqual([]);
    process.stdout.write(`${names} names of files, ${faults.length} faults\n`);
    expect(faults).toEqual([]);
  });

  it("and each operator sees its own, never another's", async () => {
    const ofA = (await attach(a, 'words of a', 'of-a.txt')).body;
    const ofB = (await attach(b, 'words of b', 'of-b.txt')).body;
    expect((await listed(a)).map(({ id }) => id)).toEqual([ofA.id]);
    expect((await listed(b)).map(({ id }) => id)).toEqual([ofB.id]);
    const all = (await listed(staff)).map(({ id }) => id);
    expect(all).toEqual(expect.arrayContaining([ofA.id, ofB.id]));
    const foreign = await a.get(`attachments/${ofB.id}`);
    const none = await a.get('attachments/01890a5d-ac96-774b-bcce-b302099a8057');
    expect([foreign.status, foreign.body['code']]).toEqual([404, 'attachment.not_found']);
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...none.body, requestId: '' });
    const seen = (await timelineOf(a, incident)).filter(({ type }) => type === 'attachment.added');
    expect(seen.map(({ data }) => data)).toEqual([{ attachmentId: ofA.id, sha256: ofA.sha256, bytes: 10 }]);
    const { id: other } = await openIncident(test, staff, { summary: 'Not yours' });
    const before = stored();
    expect((await attach(a, 'x', 'x.txt', {}, other)).status).toBe(404);
    expect(stored()).toEqual(before);
  });

  it('once, however often they are sent with one key', async () => {
    const key = { 'idempotency-key': 'file-1' };
    const first = await attach(a, 'once', 'once.txt', key);
    const again = await attach(a, 'once', 'once.txt', key);
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
    for (const [content, name] of [
      ['twice', 'once.txt'],
      ['once', 'other.txt'],
    ] as const)
      expect((await attach(a, content, name, key)).status).toBe(422);
    expect((await listed(a)).filter(({ name }) => name === 'once.txt')).toHaveLength(1);
  });

  it('unless they are too large, too many, or no single file; then nothing of them stays', async () => {
    const before = [stored(), await listed(staff)];
    const codes: [number, string][] = [];
    const refused = async (answer: Promise<Answer<unknown>>) => {
      const { status, body } = await answer;
      codes.push([status, (body as { code: string }).code]);
    };
    await refused(attach(staff, Buffer.alloc(25 * MIB + 1), 'large.bin'));
    const path = `incidents/${incident}/attachments`;
    const two = formOf('one', 'one.txt');
    two.append('file', new Blob(['two']), 'two.txt');
    await refused(staff.send(path, two));
    const withField = formOf('one', 'one.txt');
    withField.append('tlp', 'CLEAR');
    await refused(staff.send(path, withField));
    await refused(staff.send(path, formOf('x', 'x.txt', 'text/plain', 'document')));
    await refused(staff.send(path, new FormData()));
    await refused(staff.post(path, { file: 'x' }));
    const cut = (body: string, type = 'multipart/form-data; boundary=b') =>
      refused(staff.call('POST', path, body, { 'content-type': type }));
    await cut('--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nhalf');
    await cut('nonsense');
    await cut('--b--', 'multipart/form-data');
    await cut('--b--', 'multipart/mixed; boundary=b');
    expect(codes).toEqual([
      [413, 'request.too_large'],
      ...Array.from({ length: 5 }, () => [400, 'request.not_one_file']),
      [400, 'request.cut'],
      [400, 'request.cut'],
      [400, 'request.not_one_file'],
      [415, 'request.not_json_type'],
    ]);
    await until(() => Promise.resolve(stored().length === before[0]?.length));
    expect([stored(), await listed(staff)]).toEqual(before);
    // Exactly as large as may be.
    expect((await attach(staff, Buffer.alloc(25 * MIB), 'largest.bin')).status).toBe(201);
  });

  it('and one operator may fill its own places alone', async () => {
    const rows = `INSERT INTO attachments SELECT gen_random_uuid(), $1, u.id, u.operator_id, 'x', 1, sha256('x'), dnscert_now()
                    FROM users u, generate_series(1, 199) WHERE u.operator_id = $2 AND u.role = 'operator'`;
    await test.sql('DELETE FROM attachments WHERE operator_id = $1', [await test.operatorId('registry-b')]);
    await test.sql(rows, [incident, await test.operatorId('registry-b')]);
    expect((await attach(b, 'last', 'last.txt')).status).toBe(201);
    const { status, body } = await attach(b, 'one more', 'more.txt');
    expect([status, (body as unknown as { code: string }).code]).toEqual([409, 'attachment.too_many']);
    expect((await attach(a, 'mine', 'mine.txt')).status).toBe(201);
  });

  it('when the caller goes away in mid-file, nothing of it stays', async () => {
    const before = stored();
    const socket = connect(Number(new URL(test.url).port), '127.0.0.1');
    socket.write(
      [
        `POST /api/v1/incidents/${incident}/attachments HTTP/1.1`,
        'Host: x',
        `Authorization: Bearer ${staff.token ?? ''}`,
        'Content-Type: multipart/form-data; boundary=b',
        'Content-Length: 1000000',
        '',
        '--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nhalf',
      ].join('\r\n'),
    );
    await until(() => Promise.resolve(stored().length > before.length));
    socket.destroy();
    await until(() => Promise.resolve(stored().length === before.length));
    expect(stored()).toEqual(before);
  });

  it('and what was changed on the disk is not handed out', async () => {
    const { body } = await attach(staff, 'the truth', 'truth.txt');
    const path = join(test.dataDir, 'attachments', body.sha256.slice(0, 2), body.sha256);
    writeFileSync(path, 'the truht');
    const { status, body: problem, text } = await staff.get(`attachments/${body.id}`);
    expect([status, problem['code']]).toEqual([500, 'attachment.damaged']);
    expect(text).not.toContain('truht');
    // Whoever adds the same file again mends it.
    await attach(staff, 'the truth', 'truth.txt');
    expect((await staff.get(`attachments/${body.id}`)).text).toBe('the truth');
  });

  it('on a full disk it says so, and nothing is half there', async () => {
    const small = join(test.dataDir, 'small');
    mkdirSync(small);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small]).status !== 0) {
      console.warn('skipped: needs to mount a small file system');
      return;
    }
    const full = await TestService.start({ env: { DATA_DIR: small, AUTO_NOTIFY: 'off', ROLES: 'web' } });
    try {
      const reporter = await full.signUp('responder');
      const [row] = await full.sql<{ id: string }>(
        `INSERT INTO incidents (id, number, state, title, kind, severity, tlp, opened_at, last_report_at, updated_at)
         VALUES (gen_random_uuid(), 'T1', 'new', 'x', 'other', 'low', 'AMBER', dnscert_now(), dnscert_now(), dnscert_now()) RETURNING id`,
      );
      const path = `incidents/${row?.id ?? ''}/attachments`;
      const { status, body } = await reporter.send(path, formOf(randomBytes(2 * MIB), 'large.bin'));
      expect([status, body['code']]).toEqual([507, 'attachment.no_room']);
      expect((await reporter.get<{ items: unknown[] }>(path)).body.items).toEqual([]);
      expect(readdirSync(join(small, 'attachments', 'incoming'))).toEqual([]);
      expect((await reporter.send(path, formOf('small', 'small.txt'))).status).toBe(201);
    } finally {
      await full.stop();
      spawnSync('umount', [small]);
    }
  });
});
