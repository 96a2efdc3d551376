import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSigningKey } from './signing-key.ts';
import { loadOrMakeSigningKey, type SigningKeyFiles } from './signing-key-files.ts';

describe('the files of our own key', () => {
  let root: string;
  let files: SigningKeyFiles;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'signing-key-'));
    files = {
      keyFile: join(root, 'keys', 'signing.asc'),
      passphraseFile: join(root, 'keys', 'passphrase'),
      name: 'DNS-CERT',
      email: 'cert@dns-cert.example',
    };
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const mode = async (file: string): Promise<number> => (await stat(file)).mode & 0o777;

  it('are made for nobody else to read, and give the same key the next time', async () => {
    const first = await loadOrMakeSigningKey(files);
    expect(await mode(files.keyFile)).toBe(0o600);
    expect(await mode(files.passphraseFile)).toBe(0o600);
    expect(await mode(join(root, 'keys'))).toBe(0o700);
    const second = await loadOrMakeSigningKey(files);
    expect(second.fingerprint).toBe(first.fingerprint);
  });

  it('hold one key when many start at once, and nothing is left over', async () => {
    const keys = await Promise.all(Array.from({ length: 6 }, () => loadOrMakeSigningKey(files)));
    expect(new Set(keys.map((key) => key.fingerprint)).size).toBe(1);
    expect((await readdir(join(root, 'keys'))).sort()).toEqual(['passphrase', 'signing.asc']);
  });

  it('may have a passphrase of the operator', async () => {
    await mkdir(join(root, 'keys'));
    await writeFile(files.passphraseFile, 'chosen by us\n', { mode: 0o600 });
    const { fingerprint } = await loadOrMakeSigningKey(files);
    expect(await readFile(files.passphraseFile, 'utf8')).toBe('chosen by us\n');
    expect((await loadOrMakeSigningKey(files)).fingerprint).toBe(fingerprint);
  });

  it.each(['keyFile', 'passphraseFile'] as const)(
    'are refused when others may read the %s',
    async (which) => {
      await loadOrMakeSigningKey(files);
      await chmod(files[which], 0o640);
      await expect(loadOrMakeSigningKey(files)).rejects.toMatchObject({
        code: 'signing_key.readable_by_others',
        message: expect.stringContaining(`chmod 600 ${files[which]}`) as unknown,
      });
    },
  );

  it.each([
    ['the passphrase is gone', () => rm(files.passphraseFile), 'missing_passphrase'],
    ['the passphrase is empty', () => writeFile(files.passphraseFile, '\n'), 'missing_passphrase'],
    ['the passphrase is another', () => writeFile(files.passphraseFile, 'hunter2'), 'wrong_passphrase'],
    ['the key file holds no key', () => writeFile(files.keyFile, 'lorem ipsum'), 'not_a_private_key'],
    ['the key file holds a public key', writePublicKey, 'not_a_private_key'],
    ['the key file is a folder', replaceByFolder, 'files'],
  ])('are refused, and kept, when %s', async (_what, spoil, code) => {
    await loadOrMakeSigningKey(files);
    await spoil();
    const before = await readdir(join(root, 'keys'));
    const fault: unknown = await loadOrMakeSigningKey(files).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: `signing_key.${code}` });
    expect(String(fault)).not.toContain('hunter2');
    expect(await readdir(join(root, 'keys'))).toEqual(before);
  });

  async function writePublicKey(): Promise<void> {
    const made = await generateSigningKey({ name: 'X', email: 'x@y.example', passphrase: 'p' });
    await writeFile(files.keyFile, made.armoredPublicKey);
  }

  async function replaceByFolder(): Promise<void> {
    await rm(files.keyFile);
    await mkdir(files.keyFile, { mode: 0o700 });
  }
});
