import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { askOutside } from '#libs/access';
import type { OutgoingRequest } from '#libs/access';

describe('nobody sends us where only we can get', () => {
  const servers: Server[] = [];
  /** What each server was asked: "inside" is the one that nobody may reach. */
  let asked: string[] = [];
  let inside = 0;
  let outside = 0;
  let answer: RequestListener;
  /** The DNS, as whoever attacks us would run it. */
  let names: Record<string, (lookUps: number) => string[]>;
  let lookUps: Record<string, number>;

  const listen = async (host: string, listener: RequestListener) => {
    const server = createServer(listener).listen(0, host);
    await new Promise((on) => server.once('listening', on));
    servers.push(server);
    return (server.address() as AddressInfo).port;
  };

  beforeAll(async () => {
    inside = await listen('127.0.0.1', ({ url }, response) => {
      asked.push(`inside ${url ?? ''}`);
      response.end('secret');
    });
    // Stands for a public server: the one address that is let through here.
    outside = await listen('127.0.0.99', (request, response) => {
      asked.push(`outside ${request.headers.host ?? ''}${request.url ?? ''}`);
      answer(request, response);
    });
  });
  afterAll(async () => {
    for (const server of servers) {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    }
  });
  beforeEach(() => {
    asked = [];
    lookUps = {};
    names = { 'hooks.example': () => ['127.0.0.99'] };
    answer = (_request, response) => response.end('hello');
  });

  const ask = (address: string, more: Partial<OutgoingRequest> = {}) =>
    askOutside(address, {
      timeLimitMs: 5_000,
      sizeLimit: 1_000,
      ports: [outside, inside],
      exception: (_host, resolved) => resolved === '127.0.0.99',
      resolve: async (name) => {
        lookUps[name] = (lookUps[name] ?? 0) + 1;
        return Promise.resolve(names[name]?.(lookUps[name]) ?? []);
      },
      ...more,
    });
  const read = async (address: string, more?: Partial<OutgoingRequest>) => {
    const { status, body } = await ask(address, more);
    return [status, await text(body)];
  };
  const redirect =
    (location: string, status = 302): RequestListener =>
    (_request, response) =>
      response.writeHead(status, { location }).end();

  it('while an ordinary host is reached, by the one look-up that was checked', async () => {
    expect(await read(`http://hooks.example:${outside}/x`)).toEqual([200, 'hello']);
    expect([asked, lookUps]).toEqual([[`outside hooks.example:${outside}/x`], { 'hooks.example': 1 }]);
  });

  it('by names that resolve there, wholly, partly, or in other spellings', async () => {
    const answers = [
      ['127.0.0.1'],
      ['8.8.8.8', '127.0.0.1'],
      ['127.0.0.1', '8.8.8.8'],
      ['::1'],
      ['::ffff:127.0.0.1'],
      ['64:ff9b::7f00:1'],
      ['10.0.0.1'],
      ['169.254.169.254'],
      ['fd00::1'],
      ['fe80::1%lo'],
      ['0.0.0.0'],
      ['127.1'],
      ['2130706433'],
      ['localhost'],
      [''],
      [],
    ];
    for (const addresses of answers) {
      names['evil.example'] = () => addresses;
      const words = addresses.length === 0 ? 'has no address' : 'leads to an address that is not public';
      await expect(ask(`http://evil.example:${inside}/`)).rejects.toThrow(words);
    }
    process.stdout.write(`${answers.length} of ${answers.length} answers of a hostile DNS refused\n`);
    expect(asked).toEqual([]);
  });

  it('by a name that changes its address between the check and the connection', async () => {
    names['evil.example'] = (count) => (count === 1 ? ['127.0.0.99'] : ['127.0.0.1']);
    expect(await read(`http://evil.example:${outside}/`)).toEqual([200, 'hello']);
    // Asked again, it is looked up again, and is refused.
    await expect(ask(`http://evil.example:${inside}/`)).rejects.toThrow('not public');
    expect(asked).toEqual([`outside evil.example:${outside}/`]);
  });

  it('by redirects', async () => {
    const ways = [
      `http://127.0.0.1:${inside}/`,
      `http://localhost:${inside}/`,
      `//127.0.0.1:${inside}/`,
      `http://2130706433:${inside}/`,
      `http://[::1]:${inside}/`,
      `http://inside.example:${inside}/`,
      'file:///etc/passwd',
      'http://user@hooks.example/',
      'http://hooks.example:22/',
      'http://',
    ];
    names['inside.example'] = () => ['127.0.0.1'];
    for (const [index, location] of ways.entries()) {
      answer = redirect(location, [301, 302, 303, 307, 308][index % 5]);
      await expect(ask(`http://hooks.example:${outside}/`)).rejects.toMatchObject({
        code: 'outgoing.refused',
      });
    }
    process.stdout.write(`${ways.length} of ${ways.length} redirects refused\n`);
    expect(asked.filter((each) => each.startsWith('inside'))).toEqual([]);
  });

  it('and redirects that are followed end, and take no secret along', async () => {
    answer = ({ url }, response) =>
      url === '/5'
        ? response.end('there')
        : response.writeHead(302, { location: `/${Number(url?.slice(1)) + 1}` }).end();
    expect(await read(`http://hooks.example:${outside}/0`)).toEqual([200, 'there']);
    answer = redirect('/again');
    asked = [];
    await expect(ask(`http://hooks.example:${outside}/`)).rejects.toThrow('on and on');
    expect(asked).toHaveLength(6);

    const seen: unknown[] = [];
    names['other.example'] = () => ['127.0.0.99'];
    answer = ({ headers, url }, response) => {
      seen.push([headers.host, headers['authorization']]);
      if (url === '/') response.writeHead(307, { location: `http://other.example:${outside}/end` }).end();
      else response.end('done');
    };
    await read(`http://hooks.example:${outside}/`, { headers: { authorization: 'secret' } });
    expect(seen).toEqual([
      [`hooks.example:${outside}`, 'secret'],
      [`other.example:${outside}`, undefined],
    ]);
    // What is sent is sent to nobody else.
    answer = redirect(`http://other.example:${outside}/`, 307);
    expect((await read(`http://hooks.example:${outside}/`, { method: 'POST', body: 'secret' }))[0]).toBe(307);
  });

  it('nor keeps us waiting, or fills us up', async () => {
    const drip: RequestListener = (_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    };
    const faultOf = async (listener: RequestListener, more: Partial<OutgoingRequest> = {}) => {
      answer = listener;
      return read(`http://hooks.example:${outside}/`, { timeLimitMs: 300, ...more }).then(
        () => 'none',
        (error: unknown) => (error as { code: string; message: string }).code,
      );
    };
    const began = performance.now();
    expect([
      await faultOf(() => undefined),
      await faultOf(drip),
      await faultOf((_request, response) => response.end('x'.repeat(1_001))),
      await faultOf((_request, response) => response.socket?.destroy()),
      await faultOf((_request, response) => response.socket?.end('HTTP/1.1 200 OK\r\nX: a\x00b\r\n\r\n')),
      await faultOf((_request, response) =>
        response.socket?.end(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(99_999)}\r\n\r\n`),
      ),
      await faultOf(drip, { resolve: () => new Promise(() => undefined) }),
    ]).toEqual([
      'outgoing.failed',
      'outgoing.failed',
      'outgoing.too_large',
      'outgoing.failed',
      'outgoing.failed',
      'outgoing.failed',
      'outgoing.failed',
    ]);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(await faultOf((_request, response) => response.end('x'.repeat(1_000)))).toBe('none');
  });
});
