import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { composeSigned } from './compose.ts';
import { openParts } from '../../../test/fixtures/signed-mail.ts';
import { generateSigningKey, openSigningKey, type NewSigningKey, type SigningKey } from './signing-key.ts';

const run = promisify(execFile);

/** Programs of other makers. Each gets a folder with `part`, `part.asc` and `key.asc` and fails when the signature is not good. */
const JUDGES: Record<string, (folder: string) => Promise<unknown>> = {
  gpg: async (folder) => {
    const gpg = (...args: string[]) =>
      run('gpg', ['--homedir', folder, '--batch', '--no-autostart', '--trust-model', 'always', ...args]);
    await gpg('--import', join(folder, 'key.asc'));
    return gpg('--verify', join(folder, 'part.asc'), join(folder, 'part'));
  },
  sqop: (folder) => sop('sqop', folder),
  gosop: (folder) => sop('gosop', folder),
  'pgpainless-cli': (folder) => sop('pgpainless-cli', folder),
  rnp: async (folder) => {
    await run('rnpkeys', ['--homedir', folder, '--import', join(folder, 'key.asc')]);
    return run('rnp', ['--homedir', folder, '--verify', join(folder, 'part.asc')]);
  },
};

/** The Stateless OpenPGP interface reads what was signed from its input. */
const sop = (name: string, folder: string): Promise<unknown> =>
  run('sh', ['-c', `"$0" verify "$1/part.asc" "$1/key.asc" < "$1/part"`, name, folder]);

const isInstalled = (name: string): boolean => spawnSync('sh', ['-c', 'command -v "$0"', name]).status === 0;

const TEXTS = {
  'a plain text': 'TLP:AMBER\n\nThe name servers of .example do not answer.\n',
  'all that relays like to change':
    'From here\n.\n..dots\nblanks at the end  \n\ttab\t\n-- \nFrom \n=20\n\n\n' + 'From word '.repeat(40),
  'letters of all sorts': 'Störung – отказ – 障害 – 🚨\n'.repeat(20) + 'x'.repeat(5_000),
};

let made: NewSigningKey;
let key: SigningKey;
beforeAll(async () => {
  made = await generateSigningKey({
    name: 'DNS-CERT',
    email: 'cert@dns-cert.example',
    passphrase: 'a passphrase',
    date: new Date(Date.now() - 60_000),
  });
  key = await openSigningKey(made.armoredPrivateKey, 'a passphrase');
});

for (const [name, judge] of Object.entries(JUDGES)) {
  const suite = isInstalled(name) ? describe : describe.skip;
  if (suite === describe.skip)
    process.stderr.write(`${name} is not installed: its verdict is not asked for\n`);

  suite(`${name} says of our mail`, () => {
    const folders: string[] = [];
    afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

    async function caseFolder(
      text: string,
      spoil: (part: string) => string = (part) => part,
    ): Promise<string> {
      const { raw } = await composeSigned(
        {
          from: { address: 'cert@dns-cert.example' },
          to: { address: 'noc@registry.example' },
          subject: 'x',
          text,
          date: new Date(),
          messageId: '<1@dns-cert.example>',
          userAgent: 'DNS-CERT/0',
          returnPath: '',
        },
        key,
      );
      const { part, signature } = openParts(raw.toString('latin1'));
      const folder = await mkdtemp(join(tmpdir(), 'judge-'));
      folders.push(folder);
      await writeFile(join(folder, 'part'), spoil(part), 'latin1');
      await writeFile(join(folder, 'part.asc'), signature);
      await writeFile(join(folder, 'key.asc'), made.armoredPublicKey);
      return folder;
    }

    it.each(Object.entries(TEXTS))('good: %s', async (_what, text) => {
      await judge(await caseFolder(text));
    });

    it('bad: one letter changed', async () => {
      const folder = await caseFolder('Hello\n', (part) => part.replace('Hello', 'Hallo'));
      await expect(judge(folder)).rejects.toThrow();
    });
  });
}
