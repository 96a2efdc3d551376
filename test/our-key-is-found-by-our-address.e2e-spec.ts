import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readKey } from 'openpgp';
import { webKeyHash } from '#libs/mail';
import { QUEUES, TestService, until } from './harness/service.ts';

const FROM = 'cert@dns-cert.example';
const hasGpg = spawnSync('gpg', ['--version']).status === 0;
if (!hasGpg) process.stderr.write('gpg is not installed: where it would look for our key is not asked\n');

describe(`our key is found by our address (queues on ${QUEUES})`, () => {
  let test: TestService;
  const home = mkdtempSync(join(tmpdir(), 'wkd-'));
  beforeAll(async () => {
    test = await TestService.start({ env: { MAIL_DOMAIN: 'dns-cert.example', MAIL_FROM: FROM } });
  });
  afterAll(async () => {
    await test.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const get = (path: string) => fetch(`${test.url}/.well-known/${path}`);
  const armored = async () => (await get('dnscert.asc')).text();

  (hasGpg ? it : it.skip)('where GnuPG looks for it, in both ways, as bytes', async () => {
    const gpg = (...args: string[]) =>
      execFileSync('gpg', ['--homedir', home, '--batch', '--no-autostart', ...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    writeFileSync(join(home, 'key.asc'), await armored());
    gpg('--import', join(home, 'key.asc'));
    const [, hash = ''] =
      /([a-z0-9]{32})@dns-cert\.example/.exec(gpg('--with-wkd-hash', '--list-keys', FROM)) ?? [];
    expect(hash).toHaveLength(32);
    for (const path of [`openpgpkey/hu/${hash}?l=cert`, `openpgpkey/dns-cert.example/hu/${hash}?l=cert`]) {
      const answer = await get(path);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      const found = await readKey({ binaryKey: new Uint8Array(await answer.arrayBuffer()) });
      const own = await readKey({ armoredKey: await armored() });
      expect(found.getFingerprint()).toBe(own.getFingerprint());
    }
  });

  it('and nobody else is', async () => {
    for (const path of [
      `openpgpkey/hu/${'y'.repeat(32)}`,
      `openpgpkey/other.example/hu/${webKeyHash(FROM)}`,
      'openpgpkey/other.example/policy',
    ])
      expect((await get(path)).status).toBe(404);
    for (const path of ['openpgpkey/policy', 'openpgpkey/dns-cert.example/policy'])
      expect((await get(path)).status).toBe(200);
  });

  it('and security.txt leads to it, says its own address and has an end', async () => {
    const text = await (await get('security.txt')).text();
    expect(text).toMatch(/^Contact: mailto:cert@dns-cert\.example$/m);
    expect(text).toMatch(/^Encryption: \S+\/\.well-known\/dnscert\.asc$/m);
    expect(text).toMatch(/^Canonical: \S+\/\.well-known\/security\.txt$/m);
    expect(Date.parse(/^Expires: (.*)$/m.exec(text)?.[1] ?? '')).toBeGreaterThan(Date.now());
  });

  it('and who we are is told by RFC 2350, to a browser as a page', async () => {
    await until(async () => (await fetch(`${test.url}/rfc2350.txt`)).status === 200);
    const page = await (
      await fetch(`${test.url}/rfc2350?lang=fr`, { headers: { accept: 'text/html' } })
    ).text();
    expect(page).toContain('Qui nous sommes');
    expect(page).toMatch(/<pre lang="en" class="typed">Description of DNS-CERT \(RFC 2350\)/);
    expect(page).not.toContain('BEGIN PGP');
  });

  (hasGpg ? it : it.skip)(
    'and both texts are signed, so that gpg says so; a changed one is not',
    async () => {
      const ring = mkdtempSync(join(tmpdir(), 'gpg-'));
      const gpg = (args: string[], input: string) =>
        spawnSync('gpg', ['--homedir', ring, '--batch', '--status-fd', '1', ...args], {
          input,
          encoding: 'utf8',
        });
      gpg(['--import'], await armored());
      for (const path of ['/rfc2350.txt', '/.well-known/security.txt']) {
        const text = await (await fetch(test.url + path)).text();
        const { status, stdout } = gpg(['--verify'], text);
        expect([path, status, stdout]).toEqual([path, 0, expect.stringContaining('GOODSIG') as unknown]);
        expect(gpg(['--verify'], text.replace('cert@', 'evil@')).stdout).toContain('BADSIG');
      }
      spawnSync('gpgconf', ['--homedir', ring, '--kill', 'all']);
      rmSync(ring, { recursive: true, force: true });
    },
  );
});
