import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TimestampRefused } from '#libs/timeline';
import { askForTimestamp } from './timestamp-server.ts';

/** ms */
const LIMIT = 300;
const TEXT = 'cert.example/record\n7\nAAAA\n';

/** Granted, with what was asked for within; a real server's answer is tried in timestamp.spec. */
function granting(query: Buffer): Buffer {
  const granted = Buffer.from('3003020100', 'hex');
  return Buffer.concat([Buffer.of(0x30, granted.length + query.length), granted, query]);
}

function withByteChanged(query: Buffer, before: Buffer): Buffer {
  const at = query.indexOf(before) + before.length;
  const changed = Buffer.from(query);
  changed.writeUInt8((changed.readUInt8(at) + 1) % 256, at);
  return changed;
}

const DIGEST = Buffer.from('0420', 'hex');
const NONCE = Buffer.from('020901', 'hex');

const ANSWERS: Record<string, (query: Buffer, response: ServerResponse) => void> = {
  good: (query, response) => response.end(granting(query)),
  nonce: (query, response) => response.end(granting(withByteChanged(query, NONCE))),
  digest: (query, response) => response.end(granting(withByteChanged(query, DIGEST))),
  garbage: (_query, response) => response.end('<html>Welcome</html>'),
  nothing: (_query, response) => response.end(),
  broken: (query, response) => response.writeHead(500).end(granting(query)),
  elsewhere: (_query, response) => response.writeHead(307, { Location: '/good' }).end(),
  silent: () => undefined,
  stuck: (query, response) => response.write(granting(query).subarray(0, 9)),
  endless: (_query, response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(16_384)));
    };
    response.on('drain', more);
    more();
  },
};

describe('a timestamp server', () => {
  let server: Server;
  let url = '';

  beforeAll(async () => {
    server = createServer((request, response) => {
      void buffer(request).then((query) => ANSWERS[request.url?.slice(1) ?? '']?.(query, response));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('is taken at its word about what it was asked', async () => {
    expect((await askForTimestamp(`${url}/good`, TEXT, 5_000)).length).toBeGreaterThan(60);
  });

  it.each([
    ['nonce', /about something else/],
    ['digest', /about something else/],
    ['garbage', /did not grant/],
    ['nothing', /did not grant/],
    ['broken', /answered 500/],
    ['endless', /without end/],
  ])('is refused with a wrong answer: %s', async (path, words) => {
    const asked = askForTimestamp(`${url}/${path}`, TEXT, 5_000);
    await expect(asked).rejects.toThrow(words);
    await expect(asked).rejects.toThrow(TimestampRefused);
  });

  it.each(['silent', 'stuck'])('is not waited for without end: %s', async (path) => {
    const begun = performance.now();
    await expect(askForTimestamp(`${url}/${path}`, TEXT, LIMIT)).rejects.toThrow(/timeout/i);
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  it('is not followed elsewhere', async () => {
    await expect(askForTimestamp(`${url}/elsewhere`, TEXT, 5_000)).rejects.toThrow();
  });
});
