import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generateKey } from 'openpgp';
import { composeEncrypted } from './compose-encrypted.ts';
import { composeSigned } from './compose.ts';
import { openRecipientKey } from './recipient-key.ts';
import { generateSigningKey, openSigningKey } from './signing-key.ts';

const run = promisify(execFile);
const isInstalled = (name: string): boolean => spawnSync('sh', ['-c', 'command -v "$0"', name]).status === 0;
const suite = isInstalled('notmuch') && isInstalled('gpg') ? describe : describe.skip;
if (suite === describe.skip)
  process.stderr.write('notmuch or gpg is not installed: how a mail program shows our mail is not tried\n');

const SUBJECT = '[DNS-CERT #2026-000001] [TLP:AMBER] Störung of .example';
const TEXT = 'TLP:AMBER\n\nStörung – отказ – 障害\n';

/** What `notmuch show --format=json` says of one mail. */
interface Shown {
  headers: { Subject: string };
  crypto: {
    signed?: { status: { status: string; fingerprint: string }[]; encrypted?: boolean };
    decrypted?: { status: string; 'header-mask'?: { Subject: string | null } };
  };
  body: unknown;
}

suite('a mail program with GnuPG (notmuch) shows our mail', () => {
  let home: string;
  const shown = new Map<string, Shown>();
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'notmuch-'));
    const date = new Date(Date.now() - 60_000);
    const own = await generateSigningKey({
      name: 'DNS-CERT',
      email: 'cert@dns-cert.example',
      passphrase: 'p',
      date,
    });
    const key = await openSigningKey(own.armoredPrivateKey, 'p');
    const reader = await generateKey({
      type: 'ecc',
      curve: 'ed25519Legacy',
      userIDs: [{ email: 'noc@registry.example' }],
      date,
      format: 'armored',
      config: { v6Keys: false },
    });
    const message = {
      from: { address: 'cert@dns-cert.example', name: 'DNS-CERT' },
      to: { address: 'noc@registry.example' },
      subject: SUBJECT,
      outerSubject: '[TLP:AMBER] Notice 2026-000001',
      text: TEXT,
      date: new Date(),
      userAgent: 'DNS-CERT/0',
      returnPath: '',
    };
    const recipient = await openRecipientKey(reader.publicKey, message.date);
    const mails = {
      signed: await composeSigned({ ...message, messageId: '<signed@dns-cert.example>' }, key),
      sealed: await composeEncrypted({ ...message, messageId: '<sealed@dns-cert.example>' }, key, recipient),
    };
    await arrive(home, mails, own.armoredPublicKey, reader.privateKey);
    for (const name of Object.keys(mails)) shown.set(name, await show(home, name));
  }, 60_000);
  afterAll(async () => {
    await run('gpgconf', ['--homedir', join(home, 'gnupg'), '--kill', 'all']);
    await rm(home, { recursive: true, force: true });
  });

  it('signed: good, by our key, with its text', () => {
    const mail = shown.get('signed');
    expect(mail?.crypto.signed?.status).toMatchObject([{ status: 'good' }]);
    expect(JSON.stringify(mail?.body)).toContain('отказ');
    expect(mail?.headers.Subject).toBe(SUBJECT);
  });

  it('signed and encrypted: opened, good, and under its true subject', () => {
    const mail = shown.get('sealed');
    expect(mail?.crypto.decrypted?.status).toBe('full');
    expect(mail?.crypto.signed?.status).toMatchObject([{ status: 'good' }]);
    const by = (name: string) => shown.get(name)?.crypto.signed?.status[0]?.fingerprint;
    expect(by('sealed')).toBe(by('signed'));
    expect(JSON.stringify(mail?.body)).toContain('отказ');
    expect(mail?.headers.Subject).toBe(SUBJECT);
  });
});

const environmentOf = (home: string) => ({
  PATH: '/usr/local/bin:/usr/bin:/bin',
  HOME: home,
  GNUPGHOME: join(home, 'gnupg'),
  NOTMUCH_CONFIG: join(home, 'config'),
});

/** Puts the mails into a mailbox of a user who has our key and a key of their own. */
async function arrive(
  home: string,
  mails: Record<string, { raw: Buffer }>,
  ownKey: string,
  readersKey: string,
): Promise<void> {
  const env = environmentOf(home);
  await mkdir(env.GNUPGHOME, { mode: 0o700 });
  for (const folder of ['cur', 'new', 'tmp']) await mkdir(join(home, 'mail', folder), { recursive: true });
  await writeFile(
    join(home, 'config'),
    `[database]\npath=${join(home, 'mail')}\n[user]\nname=NOC\nprimary_email=noc@registry.example\n`,
  );
  for (const [name, armored] of Object.entries({ ownKey, readersKey })) {
    await writeFile(join(home, name), armored);
    await run('gpg', ['--batch', '--trust-model', 'always', '--import', join(home, name)], { env });
  }
  await writeFile(join(env.GNUPGHOME, 'gpg.conf'), 'trust-model always\n');
  for (const [name, { raw }] of Object.entries(mails)) await writeFile(join(home, 'mail', 'new', name), raw);
  await run('notmuch', ['new'], { env });
}

async function show(home: string, name: string): Promise<Shown> {
  const { stdout } = await run(
    'notmuch',
    [
      'show',
      '--format=json',
      '--decrypt=true',
      '--verify',
      '--entire-thread=false',
      `id:${name}@dns-cert.example`,
    ],
    { env: environmentOf(home) },
  );
  const [[[mail]]] = JSON.parse(stdout) as [[[Shown]]];
  return mail;
}
