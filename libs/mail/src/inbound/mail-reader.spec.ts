import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createMessage, encrypt, readKey } from 'openpgp';
import { loadOrMakeSigningKey, rotateSigningKeyFiles } from '../signing-key-files.ts';
import { MailReader } from './mail-reader.ts';
import { multipartEncrypted } from '../../../../test/fixtures/mime-shapes.ts';

describe('mail to us', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reader-'));
  const files = {
    keyFile: join(folder, 'signing.asc'),
    passphraseFile: join(folder, 'passphrase'),
    name: 'DNS-CERT',
    email: 'cert@dns-cert.example',
  };
  const reader = new MailReader({ files });
  afterAll(async () => {
    await reader.close();
    rmSync(folder, { recursive: true });
  });
  const read = async (raw: Buffer) =>
    reader.read({ raw, envelopeFrom: null, now: new Date(), lookUp: () => Promise.resolve([]) });

  it('is read whether it is encrypted to a part of our key from before a rotation or to a new one', async () => {
    const now = Date.now();
    const before = await loadOrMakeSigningKey({ ...files, date: new Date(now - 60_000) });
    const earlier = await sealedTo(before.publicKeyArmored);
    const first = await read(earlier);
    const rotated = await rotateSigningKeyFiles(
      { ...files, date: new Date(now - 1_000) },
      undefined,
      async () => Promise.resolve(),
    );
    const later = await read(await sealedTo(rotated.armoredPublicKey));
    expect(later.verdicts.encrypted).toEqual({
      state: 'yes',
      how: 'mime',
      to: [rotated.added.encryption.slice(-16)],
      why: null,
    });
    expect(later.text).toBe('Since 02:00\n');
    expect(await read(earlier)).toEqual(first);
    expect(first.verdicts.encrypted.to).not.toEqual(later.verdicts.encrypted.to);
  });

  it('is read where its lines end with CR alone, over SMTP too', async () => {
    for (const end of ['', '\r\n'])
      expect(
        await read(Buffer.from(`From: noc@registry.example\rSubject: Hello\r\rText\r${end}`)),
      ).toMatchObject({
        from: 'noc@registry.example',
        subject: 'Hello',
        text: expect.stringMatching(/^Text\n+$/),
      });
  });
});

async function sealedTo(armoredKey: string): Promise<Buffer> {
  const text = 'Content-Type: text/plain; charset=utf-8\r\n\r\nSince 02:00\r\n';
  const sealed = String(
    await encrypt({
      message: await createMessage({ text }),
      encryptionKeys: await readKey({ armoredKey }),
    }),
  );
  return Buffer.from(`From: noc@registry.example\r\n${multipartEncrypted(sealed)}`);
}
