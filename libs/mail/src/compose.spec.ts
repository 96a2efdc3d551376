import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createMessage, readKey, readSignature, verify } from 'openpgp';
import PostalMime from 'postal-mime';
import { messageId, subjectLine, tokenAddress } from './addresses.ts';
import { composeSigned } from './compose.ts';
import type { Message } from './message.ts';
import { MailFault } from './fault.ts';
import { openParts } from '../../../test/fixtures/signed-mail.ts';
import { generateSigningKey, openSigningKey, type SigningKey } from './signing-key.ts';
import { wrapText } from './wrap.ts';

const MADE_AT = new Date('2026-01-01T00:00:00Z');
const SENT_AT = new Date('2026-03-01T02:14:30Z');

let key: SigningKey;
beforeAll(async () => {
  const made = await generateSigningKey({
    name: 'DNS-CERT',
    email: 'cert@dns-cert.example',
    passphrase: 'a passphrase',
    date: MADE_AT,
  });
  key = await openSigningKey(made.armoredPrivateKey, 'a passphrase', SENT_AT);
});

const message = (given: Partial<Message> = {}): Message => ({
  from: { name: 'DNS-CERT', address: 'cert@dns-cert.example' },
  to: { address: 'noc@registry.example' },
  subject: 'Trouble',
  text: 'Hello\n',
  date: SENT_AT,
  messageId: '<1@dns-cert.example>',
  userAgent: 'DNS-CERT/0.1.0',
  returnPath: 'bounce+t0ken@dns-cert.example',
  ...given,
});
const compose = async (given?: Partial<Message>): Promise<string> =>
  (await composeSigned(message(given), key)).raw.toString('latin1');

async function isSignedByUs(raw: string): Promise<boolean> {
  const { part, signature } = openParts(raw);
  const { signatures } = await verify({
    message: await createMessage({ binary: Buffer.from(part, 'latin1') }),
    signature: await readSignature({ armoredSignature: signature }),
    verificationKeys: (await readKey({ armoredKey: key.publicKeyArmored })).toPublic(),
    date: new Date(SENT_AT.getTime() + 60_000),
  });
  return signatures[0]?.verified ?? false;
}

/** Text of all sorts: Unicode, words of any length, and what relays like to change. */
const bodies = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.constantFrom(
        'From me',
        '.',
        '..',
        '.From ',
        '-- ',
        '--=_x',
        'x \t',
        '=3D',
        ' ',
        '',
        '>From ',
        'x'.repeat(900),
      ),
      fc
        .array(fc.constantFrom('From', 'a', 'word', '.', 'ü', '漢字', '🚨', ' ', '='), { maxLength: 60 })
        .map((words) => words.join(' ')),
    ),
    { maxLength: 12 },
  )
  .map((lines) => lines.join('\n'))
  // eslint-disable-next-line no-control-regex -- written out again: the test must not lean on the code it tests
  .filter((text) => !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/.test(text));

describe('a signed mail', () => {
  it('is exactly two parts, and says what it is', async () => {
    const raw = await compose({
      replyTo: { address: tokenAddress('reply', 'abc', 'dns-cert.example') },
      inReplyTo: '<0@dns-cert.example>',
      references: ['<a@dns-cert.example>', '<0@dns-cert.example>'],
      headers: { 'List-Id': 'DNS operators <ops.lists.dns-cert.example>' },
    });
    const { header, boundary, parts } = openParts(raw);
    expect(header.replace(boundary, '…').split('\r\n')).toEqual([
      'Date: Sun, 01 Mar 2026 02:14:30 +0000',
      'From: DNS-CERT <cert@dns-cert.example>',
      'To: noc@registry.example',
      'Reply-To: reply+abc@dns-cert.example',
      'Subject: Trouble',
      'Message-ID: <1@dns-cert.example>',
      'In-Reply-To: <0@dns-cert.example>',
      'References: <a@dns-cert.example> <0@dns-cert.example>',
      'Auto-Submitted: auto-generated',
      'User-Agent: DNS-CERT/0.1.0',
      'List-Id: DNS operators <ops.lists.dns-cert.example>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/signed; micalg=pgp-sha512;',
      ' protocol="application/pgp-signature";',
      ' boundary="…"',
    ]);
    expect(parts).toHaveLength(2);
    expect(raw.endsWith(`--${boundary}--\r\n`)).toBe(true);
  });

  it('goes to one recipient, with bounces to the given return path', async () => {
    const { envelope } = await composeSigned(message(), key);
    expect(envelope).toEqual({ from: 'bounce+t0ken@dns-cert.example', to: 'noc@registry.example' });
    expect((await composeSigned(message({ returnPath: '' }), key)).envelope.from).toBe('');
  });

  it('has a signature dated as the mail is, by the signing subkey, with the hash that micalg names', async () => {
    const { signature } = openParts(await compose());
    const packet = (await readSignature({ armoredSignature: signature })).packets[0];
    expect(packet?.created).toEqual(SENT_AT);
    expect(packet?.hashAlgorithm).toBe(10);
    const published = await readKey({ armoredKey: key.publicKeyArmored });
    expect(packet?.issuerKeyID.equals(published.getKeyID())).toBe(false);
    expect(packet?.issuerKeyID.equals(published.subkeys[0]?.getKeyID() ?? packet.issuerKeyID)).toBe(true);
  });

  it('is never dated before its key, which no reader would accept', async () => {
    const { signature } = openParts(await compose({ date: new Date('2025-12-31T23:59:58Z') }));
    const packet = (await readSignature({ armoredSignature: signature })).packets[0];
    expect(packet?.created).toEqual(MADE_AT);
  });

  it('survives the way: 7-bit, CRLF, short lines, no start or end of a line that relays change; and verifies', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, async (text) => {
        const raw = await compose({ text });
        expect(raw).toMatch(/^(?:[\t\x20-\x7e]{0,998}\r\n)+$/);
        const { part, parts } = openParts(raw);
        expect(parts).toHaveLength(2);
        for (const line of part.split('\r\n')) {
          expect(line.length).toBeLessThanOrEqual(76);
          expect(line).not.toMatch(/^From |^\.|[ \t]$/);
        }
        expect(await isSignedByUs(raw)).toBe(true);
      }),
      { numRuns: 80 },
    );
  });

  it('gives back its text exactly, apart from the wrapping', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, async (text) => {
        const { part } = openParts(await compose({ text }));
        const read = await PostalMime.parse(Buffer.from(part, 'latin1'));
        const withEnd = text.endsWith('\n') ? text : `${text}\n`;
        expect(decodeQuotedPrintable(part)).toBe(wrapText(withEnd));
        expect(read.text?.trimEnd()).toBe(wrapText(withEnd).trimEnd());
      }),
      { numRuns: 80 },
    );
  });

  it('gives back any one-line subject and name', async () => {
    const line = fc
      .string({ unit: 'grapheme', maxLength: 150 })
      .filter((text) => /^[^\p{Cc}\u2028\u2029]*$/u.test(text) && text.trim() !== '');
    await fc.assert(
      fc.asyncProperty(line, line, async (subject, name) => {
        const raw = await compose({ subject, to: { name, address: 'noc@registry.example' } });
        const read = await PostalMime.parse(raw);
        expect(read.subject?.trim()).toBe(subject.trim());
        expect(read.to).toEqual([{ name: name.trim(), address: 'noc@registry.example' }]);
        for (const fieldLine of openParts(raw).header.split('\r\n'))
          expect(fieldLine.length).toBeLessThanOrEqual(76);
      }),
      { numRuns: 80 },
    );
  });

  it('keeps the number and the label readable in front of an encoded subject', async () => {
    const subject = subjectLine({ number: '2026-000123', tlp: 'AMBER+STRICT', text: 'Störung bei .例え' });
    expect(openParts(await compose({ subject })).header).toContain(
      'Subject: [DNS-CERT #2026-000123] [TLP:AMBER+STRICT]\r\n =?UTF-8?B?',
    );
  });

  it('encodes what would pass for an encoded word', async () => {
    const read = await PostalMime.parse(await compose({ subject: 'see =?UTF-8?Q?evil?= now' }));
    expect(read.subject).toBe('see =?UTF-8?Q?evil?= now');
  });

  it.each<[string, Partial<Message>]>([
    ['a line break in the subject', { subject: 'x\r\nBcc: all@evil.example' }],
    ['a bare CR in the subject', { subject: 'x\rBcc: all@evil.example' }],
    ['NUL in the subject', { subject: 'x\0' }],
    ['half a letter in the subject', { subject: '\ud83d' }],
    ['a line break in a name', { to: { name: 'x\nBcc: y', address: 'noc@registry.example' } }],
    ['two addresses', { to: { address: 'a@registry.example, b@registry.example' } }],
    ['a display name in the address', { to: { address: 'NOC <noc@registry.example>' } }],
    ['a line break in the address', { to: { address: 'noc@registry.example\r\nBcc: x@y.example' } }],
    ['a non-ASCII address', { to: { address: 'nöc@registry.example' } }],
    ['a broken return path', { returnPath: 'bounce+a@b@c' }],
    ['a Message-ID without brackets', { messageId: '1@dns-cert.example' }],
    ['a line break in a reference', { references: ['<a@b>\r\nX: y'] }],
    ['a line break in the user agent', { userAgent: 'x\r\nX: y' }],
    ['a line break in a list field', { headers: { 'List-Id': 'a\r\nX: y' } }],
    ['a field that may not be added', { headers: { Bcc: 'all@evil.example' } as never }],
    ['no instant', { date: new Date(Number.NaN) }],
    ['NUL in the text', { text: 'x\0y' }],
    ['an escape sequence in the text', { text: 'x\u001b[2J' }],
    ['a bare CR in the text', { text: 'x\ry' }],
    ['half a letter in the text', { text: 'x\udc00' }],
  ])('with %s is refused', async (_what, given) => {
    await expect(compose(given)).rejects.toThrow(MailFault);
  });
});

describe('addresses of ours', () => {
  it('carry a token', () => {
    expect(tokenAddress('bounce', 'Ab_1-', 'dns-cert.example')).toBe('bounce+Ab_1-@dns-cert.example');
    expect(() => tokenAddress('bounce', 'a@b', 'dns-cert.example')).toThrow(MailFault);
    expect(() => tokenAddress('bounce', 'x'.repeat(58), 'dns-cert.example')).toThrow(MailFault);
  });

  it('have Message-IDs that are all different', () => {
    const ids = Array.from({ length: 100 }, () => messageId('dns-cert.example'));
    expect(new Set(ids).size).toBe(100);
    expect(ids[0]).toMatch(/^<[0-9a-f-]{36}@dns-cert\.example>$/);
    expect(() => messageId('x>\r\n')).toThrow(MailFault);
  });
});

function decodeQuotedPrintable(part: string): string {
  const body = part
    .slice(part.indexOf('\r\n\r\n') + 4)
    .replaceAll('=\r\n', '')
    .replaceAll('\r\n', '\n');
  return Buffer.from(
    body.replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
}
