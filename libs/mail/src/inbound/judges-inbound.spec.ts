import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generateKey, readPrivateKey } from 'openpgp';
import type { PrivateKey } from 'openpgp';
import { multipartEncrypted, multipartSigned } from '../../../../test/fixtures/mime-shapes.ts';
import { readMail } from './read-mail.ts';

const run = promisify(execFile);
const isInstalled = (name: string): boolean => spawnSync('sh', ['-c', 'command -v "$0"', name]).status === 0;

const NOC = 'noc@registry.example';
const CERT = 'cert@dns-cert.example';
const PART =
  'Content-Type: text/plain; charset=utf-8\r\n\r\nSTATUS: recovered\r\nStörung behoben – готово\r\n';

/** What registries have. */
const KEYS = {
  'Ed25519 and X25519': { type: 'ecc', curve: 'ed25519Legacy' },
  'RSA 3072': { type: 'rsa', rsaBits: 3072 },
  'RSA 4096': { type: 'rsa', rsaBits: 4096 },
  'NIST P-256': { type: 'ecc', curve: 'nistP256' },
} as const;

/** Programs of other makers: each has a folder with `secret.asc` of the sender, our `cert.asc` and the `part`. */
interface Maker {
  prepare?: (folder: string) => Promise<unknown>;
  /** Leaves a detached signature in `signature`. */
  sign: (folder: string) => Promise<unknown>;
  /** Leaves an armoured message to us in `message`, signed or not. */
  encrypt: (folder: string, isSigned: boolean) => Promise<unknown>;
  close?: (folder: string) => Promise<unknown>;
}

const gpg = (folder: string, ...args: string[]) =>
  run('gpg', ['--homedir', folder, '--batch', '--yes', '--trust-model', 'always', '--armor', ...args]);
const rnp = (folder: string, ...args: string[]) =>
  run('rnp', ['--homedir', folder, '--armor', '--overwrite', '--password', '', ...args]);

const sop = (name: string): Maker => ({
  sign: (folder) => run('sh', ['-c', '"$0" sign "$1/secret.asc" < "$1/part" > "$1/signature"', name, folder]),
  encrypt: (folder, isSigned) =>
    run('sh', [
      '-c',
      `"$0" encrypt ${isSigned ? '--sign-with="$1/secret.asc"' : ''} "$1/cert.asc" < "$1/part" > "$1/message"`,
      name,
      folder,
    ]),
});

const MAKERS: Record<string, Maker> = {
  gpg: {
    prepare: (folder) => gpg(folder, '--import', join(folder, 'cert.asc'), join(folder, 'secret.asc')),
    sign: (folder) =>
      gpg(folder, '-u', NOC, '--output', join(folder, 'signature'), '--detach-sign', join(folder, 'part')),
    encrypt: (folder, isSigned) =>
      gpg(
        folder,
        ...(isSigned ? ['-u', NOC, '--sign'] : []),
        '-r',
        CERT,
        '--output',
        join(folder, 'message'),
        '--encrypt',
        join(folder, 'part'),
      ),
    close: (folder) => run('gpgconf', ['--homedir', folder, '--kill', 'all']),
  },
  sqop: sop('sqop'),
  gosop: sop('gosop'),
  'pgpainless-cli': sop('pgpainless-cli'),
  rnp: {
    prepare: async (folder) => {
      for (const file of ['cert.asc', 'secret.asc'])
        await run('rnpkeys', ['--homedir', folder, '--import', join(folder, file)]);
    },
    sign: (folder) =>
      rnp(
        folder,
        '-u',
        NOC,
        '--output',
        join(folder, 'signature'),
        '--detach',
        '--sign',
        join(folder, 'part'),
      ),
    encrypt: (folder, isSigned) =>
      rnp(
        folder,
        ...(isSigned ? ['-u', NOC, '--sign'] : []),
        '-r',
        CERT,
        '--output',
        join(folder, 'message'),
        '--encrypt',
        join(folder, 'part'),
      ),
  },
};

const pairs = new Map<string, { own: PrivateKey; noc: PrivateKey }>();
beforeAll(async () => {
  const date = new Date(Date.now() - 60_000);
  const made = async (kind: (typeof KEYS)[keyof typeof KEYS], email: string) =>
    readPrivateKey({
      armoredKey: (await generateKey({ ...kind, userIDs: [{ email }], date, format: 'armored' })).privateKey,
    });
  for (const [name, kind] of Object.entries(KEYS))
    pairs.set(name, { own: await made(kind, CERT), noc: await made(kind, NOC) });
}, 120_000);

async function verdictsOn(rest: string, kind: string) {
  const { own, noc } = pairs.get(kind) ?? {};
  if (own === undefined || noc === undefined) throw new Error(`no keys of the kind ${kind}`);
  const raw = Buffer.from(
    `From: ${NOC}\r\nTo: ${CERT}\r\nSubject: Re: x\r\nMIME-Version: 1.0\r\n${rest}`,
    'latin1',
  );
  const { verdicts, text } = await readMail(raw, {
    // All of ours are tried.
    own: [...pairs.values()].map((pair) => pair.own),
    lookUp: () => Promise.resolve([{ armored: noc.toPublic().armor(), email: NOC, owner: 'noc' }]),
    now: new Date(),
    envelopeFrom: NOC,
  });
  const { encrypted, signed, sender } = verdicts;
  return { encrypted: encrypted.state, signed: signed.state, sender: sender.state, text, why: encrypted.why };
}

const TEXT = expect.stringContaining('Störung behoben – готово') as unknown;

for (const [name, maker] of Object.entries(MAKERS)) {
  const suite = isInstalled(name) ? describe : describe.skip;
  if (suite === describe.skip) process.stderr.write(`${name} is not installed: its mails are not read\n`);

  suite(`we read what ${name} makes`, () => {
    const folders: string[] = [];
    afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

    it.each(Object.keys(KEYS))(
      'with keys of the kind %s: signed, encrypted, both',
      async (kind) => {
        const folder = await mkdtemp(join(tmpdir(), 'maker-'));
        folders.push(folder);
        const { own, noc } = pairs.get(kind) ?? {};
        await writeFile(join(folder, 'cert.asc'), own?.toPublic().armor() ?? '');
        await writeFile(join(folder, 'secret.asc'), noc?.armor() ?? '');
        await writeFile(join(folder, 'part'), PART);
        const left = async (file: string) =>
          (await readFile(join(folder, file), 'latin1')).trim().replace(/\r?\n/g, '\r\n');
        await maker.prepare?.(folder);
        await maker.sign(folder);
        const part = Buffer.from(PART).toString('latin1');
        expect(await verdictsOn(multipartSigned(part, await left('signature')), kind)).toMatchObject({
          encrypted: 'no',
          signed: 'good',
          sender: 'matches',
          text: TEXT,
        });
        await maker.encrypt(folder, false);
        expect(await verdictsOn(multipartEncrypted(await left('message')), kind)).toMatchObject({
          encrypted: 'yes',
          signed: 'none',
          sender: 'none',
          text: TEXT,
        });
        await rm(join(folder, 'message'));
        await maker.encrypt(folder, true);
        expect(await verdictsOn(multipartEncrypted(await left('message')), kind)).toMatchObject({
          encrypted: 'yes',
          signed: 'good',
          sender: 'matches',
          text: TEXT,
        });
        await maker.close?.(folder);
      },
      60_000,
    );
  });
}
