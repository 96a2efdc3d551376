import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generateKey } from 'openpgp';
import { composeEncrypted } from './compose-encrypted.ts';
import { openRecipientKey } from './recipient-key.ts';
import { generateSigningKey, openSigningKey, type NewSigningKey, type SigningKey } from './signing-key.ts';

const run = promisify(execFile);
const isInstalled = (name: string): boolean => spawnSync('sh', ['-c', 'command -v "$0"', name]).status === 0;

/** What registries have; each with the parts that its maker's programs give it. */
const KEYS = {
  'Ed25519 and X25519': { type: 'ecc', curve: 'ed25519Legacy' },
  'RSA 3072': { type: 'rsa', rsaBits: 3072 },
  'RSA 4096': { type: 'rsa', rsaBits: 4096 },
  'NIST P-256': { type: 'ecc', curve: 'nistP256' },
} as const;

/**
 * Programs of other makers. Each gets a folder with `message.asc`, our `cert.asc` and the reader's `secret.asc`, and leaves what it
 * read in `clear`; it fails when it cannot, or does not find our signature good.
 */
const JUDGES: Record<string, (folder: string) => Promise<unknown>> = {
  gpg: async (folder) => {
    const gpg = (...args: string[]) =>
      run('gpg', ['--homedir', folder, '--batch', '--yes', '--trust-model', 'always', ...args]);
    await gpg('--import', join(folder, 'cert.asc'), join(folder, 'secret.asc'));
    const { stdout } = await gpg(
      '--status-fd',
      '1',
      '--output',
      join(folder, 'clear'),
      '--decrypt',
      join(folder, 'message.asc'),
    );
    if (!/^\[GNUPG:\] GOODSIG /m.test(stdout) || !/DECRYPTION_OKAY/.test(stdout)) throw new Error(stdout);
    await run('gpgconf', ['--homedir', folder, '--kill', 'all']);
  },
  sqop: (folder) => sop('sqop', folder),
  gosop: (folder) => sop('gosop', folder, '--verify-out'),
  'pgpainless-cli': (folder) => sop('pgpainless-cli', folder),
  rnp: async (folder) => {
    for (const file of ['cert.asc', 'secret.asc'])
      await run('rnpkeys', ['--homedir', folder, '--import', join(folder, file)]);
    return run('rnp', [
      '--homedir',
      folder,
      '--decrypt',
      join(folder, 'message.asc'),
      '--output',
      join(folder, 'clear'),
    ]);
  },
};

/** The Stateless OpenPGP interface; it says who signed in a file, by an option that had another name once. */
async function sop(name: string, folder: string, found = '--verifications-out'): Promise<void> {
  await run('sh', [
    '-c',
    '"$0" decrypt --verify-with="$1/cert.asc" "$2=$1/found" "$1/secret.asc" < "$1/message.asc" > "$1/clear"',
    name,
    folder,
    found,
  ]);
  if ((await readFile(join(folder, 'found'), 'utf8')).trim() === '')
    throw new Error('no signature was found');
}

const TEXT = 'TLP:AMBER\n\nFrom here on: Störung – отказ – 障害\n.\nblanks  \n';
const MESSAGE = {
  from: { address: 'cert@dns-cert.example', name: 'DNS-CERT' },
  to: { address: 'noc@registry.example', name: 'Ünit' },
  subject: '[DNS-CERT #2026-000001] [TLP:AMBER] Störung of .example',
  outerSubject: '[TLP:AMBER] Notice 2026-000001',
  text: TEXT,
  messageId: '<1@dns-cert.example>',
  userAgent: 'DNS-CERT/0',
  returnPath: '',
};

let own: NewSigningKey;
let key: SigningKey;
const readers = new Map<string, { secret: string; cert: string }>();
beforeAll(async () => {
  const date = new Date(Date.now() - 60_000);
  own = await generateSigningKey({ name: 'DNS-CERT', email: 'cert@dns-cert.example', passphrase: 'p', date });
  key = await openSigningKey(own.armoredPrivateKey, 'p');
  for (const [name, kind] of Object.entries(KEYS)) {
    const made = await generateKey({
      ...kind,
      userIDs: [{ email: 'noc@registry.example' }],
      date,
      format: 'armored',
      config: { v6Keys: false },
    });
    readers.set(name, { secret: made.privateKey, cert: made.publicKey });
  }
}, 120_000);

for (const [name, judge] of Object.entries(JUDGES)) {
  const suite = isInstalled(name) ? describe : describe.skip;
  if (suite === describe.skip)
    process.stderr.write(`${name} is not installed: its verdict is not asked for\n`);

  suite(`${name} reads our mail`, () => {
    const folders: string[] = [];
    afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

    it.each(Object.keys(KEYS))('to %s: whole, and signed by us', async (kind) => {
      const reader = readers.get(kind);
      const date = new Date();
      const recipient = await openRecipientKey(reader?.cert ?? '', date);
      const raw = (await composeEncrypted({ ...MESSAGE, date }, key, recipient)).raw.toString('latin1');
      const folder = await mkdtemp(join(tmpdir(), 'judge-'));
      folders.push(folder);
      const [armored = ''] = /-----BEGIN PGP MESSAGE-----[^]*-----END PGP MESSAGE-----/.exec(raw) ?? [];
      await writeFile(join(folder, 'message.asc'), `${armored}\n`);
      await writeFile(join(folder, 'cert.asc'), own.armoredPublicKey);
      await writeFile(join(folder, 'secret.asc'), reader?.secret ?? '');
      await judge(folder);
      // One of them writes the line ends of its own machine.
      const clear = (await readFile(join(folder, 'clear'), 'latin1')).replaceAll('\r\n', '\n');
      expect(clear).toContain('HP-Outer: Subject: [TLP:AMBER] Notice 2026-000001\n');
      expect(clear).toMatch(/^Content-Type: text\/plain; charset=utf-8; hp="cipher";/m);
      expect(clear).toContain('blanks =20\n');
      expect(raw).not.toContain('Störung');
      expect(raw).not.toMatch(/St=C3=B6rung/i);
    });
  });
}
