import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKey, readKey, readSignature } from 'openpgp';
import { loadOrMakeSigningKey, rotateSigningKeyFiles } from '../signing-key-files.ts';
import { MailMaker } from './mail-maker.ts';

const MESSAGE = {
  from: { address: 'cert@dns-cert.example' },
  to: { address: 'noc@registry.example' },
  subject: 'x',
  outerSubject: 'y',
  text: 'Störung\n',
  date: new Date(),
  messageId: '<1@dns-cert.example>',
  userAgent: 'DNS-CERT/0',
  returnPath: 'bounce+1@dns-cert.example',
};

describe('mails made in a thread that holds our key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'maker-'));
  const files = {
    keyFile: join(folder, 'signing.asc'),
    passphraseFile: join(folder, 'passphrase'),
    name: 'DNS-CERT',
    email: 'cert@dns-cert.example',
  };
  const makers: MailMaker[] = [];
  const maker = (more: object = {}) => {
    const one = new MailMaker({ files, ...more });
    makers.push(one);
    return one;
  };
  let reader: string;
  beforeAll(async () => {
    await loadOrMakeSigningKey(files);
    const date = new Date(MESSAGE.date.getTime() - 60_000);
    const userIDs = [{ email: 'noc@registry.example' }];
    reader = (await generateKey({ userIDs, date, format: 'armored' })).publicKey;
  });
  afterAll(async () => {
    await Promise.all(makers.map((one) => one.close()));
    rmSync(folder, { recursive: true });
  });

  it('are signed or sealed, many at once', async () => {
    const one = maker({ threads: 2 });
    const signed = await Promise.all(Array.from({ length: 20 }, async () => one.signed(MESSAGE)));
    for (const { raw, envelope } of signed) {
      expect(raw.toString('latin1')).toContain('multipart/signed');
      expect(envelope).toEqual({ from: 'bounce+1@dns-cert.example', to: 'noc@registry.example' });
    }
    const sealed = await one.sealed(MESSAGE, reader);
    expect(sealed.raw.toString('latin1')).toContain('multipart/encrypted');
    expect(sealed.encryptedTo).toMatch(/^[0-9A-F]{40,64}$/);
  });

  it('are signed by the new part once the key has one, and none is lost meanwhile', async () => {
    const own = mkdtempSync(join(tmpdir(), 'maker-'));
    const rotating = { ...files, keyFile: join(own, 'signing.asc'), passphraseFile: join(own, 'passphrase') };
    const made = new Date(MESSAGE.date.getTime() - 60_000);
    const before = await loadOrMakeSigningKey({ ...rotating, date: made });
    const one = maker({ files: rotating, threads: 2 });
    const first = await one.signed(MESSAGE);
    const during = Array.from({ length: 20 }, async () => one.signed(MESSAGE));
    const told: string[] = [];
    const { added, armoredPublicKey, fingerprint } = await rotateSigningKeyFiles(
      { ...rotating, date: new Date(MESSAGE.date.getTime() - 1_000) },
      undefined,
      async ({ armoredPublicKey: published }) => {
        told.push(published);
        await Promise.resolve();
      },
    );
    const after = await one.signed(MESSAGE);
    expect(fingerprint).toBe(before.fingerprint);
    expect(told).toEqual([armoredPublicKey]);
    const verificationKeys = await readKey({ armoredKey: armoredPublicKey });
    expect(verificationKeys.subkeys).toHaveLength(4);
    expect(await signerOf(first.raw)).not.toBe(added.signing.slice(-16));
    expect(await signerOf(after.raw)).toBe(added.signing.slice(-16));
    expect(await Promise.all(during)).toHaveLength(20);
    const kept = readdirSync(own).sort();
    expect(kept).toEqual(['passphrase', 'signing.asc', expect.stringMatching(/^signing\.asc\.until-/)]);
    for (const name of kept) expect(statSync(join(own, name)).mode & 0o077).toBe(0);
    rmSync(own, { recursive: true });
  });

  it('faults come back as what they are', async () => {
    const one = maker();
    await expect(one.sealed(MESSAGE, 'no key')).rejects.toMatchObject({ code: 'mail.key_unusable' });
    await expect(one.signed({ ...MESSAGE, text: '\u0000' })).rejects.toMatchObject({
      code: 'mail.text_refused',
    });
    const without = maker({ files: { ...files, passphraseFile: join(folder, 'none', 'none') } });
    await expect(without.signed(MESSAGE)).rejects.toMatchObject({ name: 'SigningKeyFault' });
  });

  it('what takes too long ends, and the next has a new thread', async () => {
    const one = maker({ limit: 1 });
    await expect(one.signed(MESSAGE)).rejects.toMatchObject({ code: 'signing_key.too_slow' });
    await expect(one.signed(MESSAGE)).rejects.toMatchObject({ code: 'signing_key.too_slow' });
    const patient = maker();
    expect((await patient.signed(MESSAGE)).raw.length).toBeGreaterThan(500);
  });
});

/** Id of the part that signed, upper-case hex. */
async function signerOf(raw: Buffer): Promise<string | undefined> {
  const [armoredSignature = ''] =
    /-----BEGIN PGP SIGNATURE-----[^]*-----END PGP SIGNATURE-----/.exec(raw.toString('latin1')) ?? [];
  return (await readSignature({ armoredSignature })).getSigningKeyIDs()[0]?.toHex().toUpperCase();
}
