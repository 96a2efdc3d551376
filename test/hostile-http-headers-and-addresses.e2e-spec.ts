import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messagesOf } from './fixtures/mails.ts';
import { hostileGround } from './fixtures/hostile-ground.ts';
import type { HostileGround } from './fixtures/hostile-ground.ts';
import { QUEUES } from './harness/service.ts';

/** ms after which a connection that says nothing more has said all. */
const SILENCE = 400;

describe(`headers and addresses deceive nobody (queues on ${QUEUES})`, () => {
  let ground: HostileGround;
  beforeAll(async () => {
    ground = await hostileGround();
  });
  afterAll(() => ground.test.stop());

  /** What comes back for these very bytes. */
  const raw = async (bytes: string | Buffer): Promise<string> =>
    new Promise((heard) => {
      const socket = connect(Number(new URL(ground.url).port), '127.0.0.1');
      let answer = '';
      const done = () => {
        socket.destroy();
        heard(answer);
      };
      socket.setTimeout(SILENCE, done);
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
      socket.on('error', done);
      socket.on('end', done);
      socket.end(bytes);
    });
  const statusesOf = (answer: string) =>
    [...answer.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status));
  const isUp = async () => (await ground.nobody.get('/readyz')).status === 200;

  it('whatever host is asked for, links name our own', async () => {
    const hosts: Record<string, string>[] = [
      { host: 'evil.example' },
      { 'x-forwarded-host': 'evil.example' },
      { 'x-forwarded-host': 'evil.example, other.example', 'x-forwarded-proto': 'https' },
      { forwarded: 'host=evil.example;proto=https' },
      { 'x-original-url': '/evil.example', 'x-rewrite-url': '/evil.example' },
      { 'x-forwarded-prefix': '//evil.example', 'x-forwarded-port': '666' },
      { referer: 'https://evil.example/', origin: 'https://evil.example' },
    ];
    const before = messagesOf(ground.test.sink).length;
    for (const [index, headers] of hosts.entries()) {
      const {
        status,
        text,
        headers: answered,
      } = await ground.operator.post(
        'reports',
        {
          summary: `All name servers of .aa are down, number ${index}`,
          severity: 'critical',
          ongoing: true,
          resources: [{ type: 'tld', value: 'aa' }],
        },
        headers,
      );
      expect(status).toBe(201);
      expect(text + JSON.stringify([...answered])).not.toContain('evil');
      for (const path of [
        '/',
        '/.well-known/security.txt',
        '/api/openapi.json',
        '/nowhere',
        `/ack/${ground.ids['token'] ?? ''}`,
      ]) {
        const page = await ground.nobody.get(path, headers);
        expect([path, page.text.includes('evil.example')]).toEqual([path, false]);
      }
    }
    await ground.test.settled();
    const mails = messagesOf(ground.test.sink).slice(before);
    expect(mails.length).toBeGreaterThan(0);
    expect(mails.filter(({ raw: bytes }) => bytes.includes('evil.example'))).toEqual([]);
    process.stdout.write(`${hosts.length} false hosts, ${mails.length} mails, 0 links elsewhere\n`);
  });

  it('addresses of callers that are none are counted as one', async () => {
    const addresses = [
      '',
      'x',
      '127.0.0.1, evil',
      '<script>',
      '::1%lo',
      '999.1.1.1',
      'a'.repeat(4_000),
      "' OR 1=1 --",
      '1.1.1.1:80',
      '[::1]:80',
    ];
    for (const address of addresses) {
      const { status } = await ground.nobody.get('/ack/x', { 'x-forwarded-for': address });
      expect([address, status]).toEqual([address, 404]);
    }
  });

  it('ends of lines in fields that are one line, and in mail addresses, are refused', async () => {
    const breaks = ['\r\n', '\n', '\r', '\u0085', '\u2028', '\u2029', '\u0000', '\u000b', '\u001b[31m'];
    const incident = `incidents/${ground.ids['incidents'] ?? ''}`;
    const results: string[] = [];
    let tries = 0;
    const expectRefused = async (what: string, answer: Promise<{ status: number }>) => {
      const { status } = await answer;
      tries += 1;
      if (status !== 400) results.push(`${status} ${what}`);
    };
    for (const ending of breaks) {
      const text = `x${ending}Bcc: victim@evil.example`;
      await expectRefused('summary', ground.lead.post('reports', { summary: text }));
      await expectRefused(
        'resource',
        ground.lead.post('reports', { summary: 'x', resources: [{ type: 'other', value: text }] }),
      );
      await expectRefused(
        'reference',
        ground.lead.post('reports', { summary: 'x', references: [`https://nic.example/${text}`] }),
      );
      await expectRefused(
        'reason',
        ground.lead.post(`${incident}/transitions`, { to: 'triaging', reason: text }),
      );
      await expectRefused('title', ground.lead.patch(incident, { title: text }, { 'if-match': '"1"' }));
      await expectRefused(
        'subject',
        ground.lead.post(`${incident}/notifications`, {
          template: 'update',
          audience: { affected: true },
          subject: text,
          body: 'x',
          preview: true,
        }),
      );
      for (const email of [`a@nic.example${ending}Bcc: b@evil.example`, `a${ending}@nic.example`])
        await expectRefused('sign-in', ground.nobody.post('session', { email, password: 'a guess' }));
    }
    const lists = [
      'a@nic.example,b@evil.example',
      'a@nic.example;b@evil.example',
      'A <a@nic.example>',
      '"a b"@nic.example',
      'a@nic.example b@evil.example',
      'a@[127.0.0.1]',
      'a@nic',
      '@nic.example',
      `a@${'x'.repeat(250)}.example`,
      'a@nic.example\u0000',
      '=?UTF-8?Q?a?=@nic.example',
      'a%b@nic.example@evil.example',
    ];
    for (const email of lists)
      await expectRefused(email, ground.nobody.post('session', { email, password: 'a guess' }));
    process.stdout.write(`${tries} injected line ends and addresses, ${results.length} accepted\n`);
    expect(results).toEqual([]);
  });

  it('roundabout paths lead to nothing that is guarded', async () => {
    const guarded = [
      '//api/v1/incidents',
      '/api//v1/incidents',
      '/api/v1//incidents',
      '/./api/v1/incidents',
      '/x/../api/v1/incidents',
      '/api/v1/%2e%2e/v1/incidents',
      '/api/v1/..%2fv1/incidents',
      '/api/v1/%2e/incidents',
      '/api/v1/incidents;x=1',
      '/api/v1/incidents%00',
      '/api/v1/incidents%2f',
      '/api/v1/incidents%3fq=x',
      '/api/v1/incidents%23',
      '/API/V1/incidents',
      '/api/v1/INCIDENTS',
      '/api/v1/incidents.json',
      '/api/v1/incidents/..;/incidents',
      '/api\\v1\\incidents',
      '/livez/../api/v1/incidents',
      '/livez%2f..%2fapi/v1/incidents',
      '/api/docs/../v1/incidents',
      '/api/docs/%2e%2e/%2e%2e/%2e%2e/package.json',
      '/api/docs/..%2f..%2f..%2f..%2fetc/passwd',
      '/page.css/../../config/env.md',
      '/%',
      '/%zz',
      '/%c0%ae%c0%ae/',
      '/\u00e4',
      `/${'a/'.repeat(3_000)}`,
      '/api/v1/incidents?x=%',
      '*',
      'api/v1/incidents',
      'http://evil.example/api/v1/incidents',
      'http://127.0.0.1/api/v1/incidents',
      'http://user:pw@127.0.0.1:1/api/v1/incidents',
      '/api/v1/incidents HTTP/1.1 x',
    ];
    const bad: string[] = [];
    for (const path of guarded) {
      const answer = await raw(
        Buffer.from(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 'latin1'),
      );
      const [status = 0] = statusesOf(answer);
      if (status < 400 || status >= 500 || /root:|"items"/.test(answer)) bad.push(`${status} ${path}`);
    }
    process.stdout.write(`${guarded.length} roundabout paths, ${bad.length} answered otherwise than 4xx\n`);
    expect(bad).toEqual([]);
    expect(await isUp()).toBe(true);
  });

  it('broken requests are refused, none hides a second one, and the service stays up', async () => {
    const hidden = 'GET /.well-known/security.txt HTTP/1.1\r\nHost: x\r\n\r\n';
    const post = (headers: string[], body: string) =>
      [
        `POST /api/v1/session HTTP/1.1`,
        'Host: x',
        'Content-Type: application/json',
        ...headers,
        '',
        body,
      ].join('\r\n');
    const requests: Record<string, string> = {
      'two lengths': post(['Content-Length: 2', `Content-Length: ${hidden.length + 2}`], `{}${hidden}`),
      'two lengths in one': post([`Content-Length: 2, ${hidden.length + 2}`], `{}${hidden}`),
      'length and chunks': post(['Content-Length: 4', 'Transfer-Encoding: chunked'], `0\r\n\r\n${hidden}`),
      'chunks and length': post(['Transfer-Encoding: chunked', 'Content-Length: 4'], `0\r\n\r\n${hidden}`),
      'chunks twice': post(
        ['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'],
        `0\r\n\r\n${hidden}`,
      ),
      'chunks, misspelt': post(['Transfer-Encoding: xchunked'], `0\r\n\r\n${hidden}`),
      'chunks, with a tab': post(['Transfer-Encoding:\tchunked, identity'], `0\r\n\r\n${hidden}`),
      'a space before the colon': post(['Transfer-Encoding : chunked'], `0\r\n\r\n${hidden}`),
      'a folded header': post(
        ['X: a\r\n Transfer-Encoding: chunked', 'Content-Length: 4'],
        `0\r\n\r\n${hidden}`,
      ),
      'a length that is no number': post(['Content-Length: x'], hidden),
      'a negative length': post(['Content-Length: -1'], hidden),
      'a length with a plus': post(['Content-Length: +2'], `{}${hidden}`),
      'a huge length': post(['Content-Length: 99999999999999999999'], hidden),
      'a chunk of no size': post(['Transfer-Encoding: chunked'], `zz\r\n{}\r\n0\r\n\r\n`),
      'a huge chunk': post(['Transfer-Encoding: chunked'], `fffffffffffffffff\r\n`),
      'a bare line feed': 'GET /api/v1/incidents HTTP/1.1\nHost: x\nX: y\n\n',
      'no host': 'GET /api/v1/incidents HTTP/1.1\r\n\r\n',
      'a NUL in a header': 'GET /api/v1/incidents HTTP/1.1\r\nHost: x\r\nX: a\u0000b\r\n\r\n',
      'a header without a name': 'GET /api/v1/incidents HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n',
      'an unknown method': 'EVIL /api/v1/incidents HTTP/1.1\r\nHost: x\r\n\r\n',
      TRACE: 'TRACE /api/v1/incidents HTTP/1.1\r\nHost: x\r\nCookie: secret=1\r\n\r\n',
      CONNECT: 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n',
      'another protocol': 'GET /api/v1/incidents HTTP/9.9\r\nHost: x\r\n\r\n',
      'HTTP/2': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      TLS: '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
      'huge headers': `GET /api/v1/incidents HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`,
      'very many headers': `GET /api/v1/incidents HTTP/1.1\r\nHost: x\r\n${'X: y\r\n'.repeat(5_000)}\r\n`,
      'a huge path': `GET /${'x'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      'an upgrade':
        'GET /api/v1/incidents HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      'an expectation': post(['Expect: 200-ok', 'Content-Length: 2'], '{}'),
    };
    const bad: string[] = [];
    for (const [name, request] of Object.entries(requests)) {
      const answer = await raw(Buffer.from(request, 'latin1'));
      const statuses = statusesOf(answer);
      // A connection that is closed without a word has refused it too.
      if (statuses.some((status) => status < 400 || status >= 500) || /mailto:|secret=1/.test(answer))
        bad.push(`${name}: ${statuses.join()}`);
    }
    process.stdout.write(
      `${Object.keys(requests).length} broken requests, ${bad.length} answered otherwise than 4xx\n`,
    );
    expect(bad).toEqual([]);
    expect(await isUp()).toBe(true);
  });
});
