import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { composeSigned, MaildirTransport } from '#libs/mail';
import { capturedMails, signedPieces } from './captured-mail.ts';

const TEXT = 'TLP:AMBER\n\nGrüße. Open this link:\n\n  http://localhost:3000/ack/abc_DEF-123\n';

describe('captured mail', () => {
  let dataDir: string;
  let signed = Buffer.alloc(0);

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'dnscert-captured-'));
    const mail = await composeSigned(
      {
        from: { address: 'cert@cert.example' },
        to: { address: 'noc@registry-nz.example', name: 'Desk' },
        subject:
          '[DNS-CERT #2026-000001] [TLP:AMBER] Authoritative outage touches .nz, .nu and other TLDs of yours',
        text: TEXT,
        date: new Date('2026-03-04T05:06:07Z'),
        messageId: '<1@cert.example>',
        userAgent: 'DNS-CERT/test',
        returnPath: 'bounce@cert.example',
      },
      {
        sign: async (bytes) => {
          signed = Buffer.from(bytes);
          return {
            armored: '-----BEGIN PGP SIGNATURE-----\n\nx\n-----END PGP SIGNATURE-----\n',
            hash: 'sha512',
          };
        },
      },
    );
    await new MaildirTransport(join(dataDir, 'mail')).send(mail);
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it('is read back as its reader sees it, with the answer link', async () => {
    const mails = await capturedMails(dataDir);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({
      to: 'noc@registry-nz.example',
      subject: expect.stringContaining('touches .nz, .nu and other TLDs of yours') as unknown,
      text: TEXT,
      link: 'http://localhost:3000/ack/abc_DEF-123',
    });
  });

  it('gives the very bytes that were signed', async () => {
    const [mail] = await capturedMails(dataDir);
    const { part, signature } = signedPieces(mail?.raw ?? Buffer.alloc(0));
    expect(part.equals(signed)).toBe(true);
    expect(signature.toString()).toContain('-----BEGIN PGP SIGNATURE-----');
  });
});
