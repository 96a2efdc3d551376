import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TimestampRefused } from '#libs/timeline';
import { certified, pemOf, timestampAnswer } from '../../../test/fixtures/timestamp-authority.ts';
import type { Certified, Twist } from '../../../test/fixtures/timestamp-authority.ts';
import { askForTimestamp } from './timestamp-server.ts';

/** ms */
const LIMIT = 300;
const TEXT = 'cert.example/record\n7\nAAAA\n';

let tsa: Certified;
const granting = (query: Buffer, twist: Twist = {}) => timestampAnswer(query, tsa, twist);

const ANSWERS: Record<string, (query: Buffer, response: ServerResponse) => Promise<void> | void> = {
  good: async (query, response) => void response.end(await granting(query)),
  nonce: async (query, response) => void response.end(await granting(query, { nonce: Buffer.alloc(9, 1) })),
  digest: async (query, response) => void response.end(await granting(query, { digest: Buffer.alloc(32) })),
  garbage: (_query, response) => void response.end('<html>Welcome</html>'),
  nothing: (_query, response) => void response.end(),
  broken: async (query, response) => void response.writeHead(500).end(await granting(query)),
  elsewhere: (_query, response) => void response.writeHead(307, { Location: '/good' }).end(),
  silent: () => undefined,
  stuck: async (query, response) => void response.write((await granting(query)).subarray(0, 9)),
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

  let folder = '';

  beforeAll(async () => {
    tsa = await certified();
    folder = await mkdtemp(join(tmpdir(), 'dnscert-tsa-'));
    server = createServer((request, response) => {
      void buffer(request).then((query) => ANSWERS[request.url?.slice(1) ?? '']?.(query, response));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });
  const ask = (path: string, limit = 5_000, caFile?: string) =>
    askForTimestamp({ url: `${url}/${path}`, limit, caFile }, TEXT);

  it('is taken at its word about what it was asked', async () => {
    expect((await ask('good')).length).toBeGreaterThan(60);
  });

  it('is whom the setting names, where it names any', async () => {
    const file = join(folder, 'ca.pem');
    const other = await certified({ name: 'other.example' });
    await writeFile(file, `Trusted by hand.\n${pemOf(other)}`);
    await expect(ask('good', 5_000, file)).rejects.toThrow(/leads to none that is trusted here/);
    await writeFile(file, pemOf(other) + pemOf(tsa));
    await expect(ask('good', 5_000, file)).resolves.toBeInstanceOf(Buffer);
    for (const text of ['', 'no certificate', pemOf(tsa).replace('MII', 'AAA')]) {
      await writeFile(file, text);
      await expect(ask('good', 5_000, file)).rejects.toThrow(/no certificates in .*RECORD_TIMESTAMP_CA_FILE/);
    }
    await expect(ask('good', 5_000, join(folder, 'none'))).rejects.toThrow(/no certificates in/);
  });

  it.each([
    ['nonce', /has not our nonce/],
    ['digest', /about something else/],
    ['garbage', /cannot be read/],
    ['nothing', /cannot be read/],
    ['broken', /answered 500/],
    ['endless', /without end/],
  ])('is refused with a wrong answer: %s', async (path, words) => {
    const asked = ask(path);
    await expect(asked).rejects.toThrow(words);
    await expect(asked).rejects.toThrow(TimestampRefused);
  });

  it.each(['silent', 'stuck'])('is not waited for without end: %s', async (path) => {
    const begun = performance.now();
    await expect(ask(path, LIMIT)).rejects.toThrow(/timeout/i);
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  it('is not followed elsewhere', async () => {
    await expect(ask('elsewhere')).rejects.toThrow();
  });
});
