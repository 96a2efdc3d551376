import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A mail as it lies in the Maildir. */
export interface CapturedMail {
  path: string;
  to: string;
  subject: string;
  /** Where an answer by mail goes; empty where it says nothing of that. */
  replyTo: string;
  /** What its reader sees. */
  text: string;
  /** The answer link in it, if there is one. */
  link: string | null;
  raw: Buffer;
}

export const maildirOf = (dataDir: string) => join(dataDir, 'mail', 'new');

/** In the order in which they were captured. */
export async function capturedMails(dataDir: string): Promise<CapturedMail[]> {
  const folder = maildirOf(dataDir);
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.sort(byCapture).map((name) => readMail(join(folder, name))));
}

/** Seconds, then the count of the process that captured it. */
const byCapture = (a: string, b: string) =>
  Number.parseInt(a) - Number.parseInt(b) || countIn(a) - countIn(b);
const countIn = (name: string) => Number(/Q(\d+)/.exec(name)?.[1] ?? 0);

async function readMail(path: string): Promise<CapturedMail> {
  const raw = await readFile(path);
  const header =
    raw
      .toString('latin1')
      .split('\r\n\r\n', 1)[0]
      ?.replace(/\r\n[ \t]/g, ' ') ?? '';
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(header)?.[1] ?? '';
  const text = textOf(signedPieces(raw).part);
  return {
    path,
    to: addressIn(field('To')),
    subject: field('Subject'),
    replyTo: addressIn(field('Reply-To')),
    text,
    link: /^\s*(https?:\/\/\S+\/ack\/\S+)\s*$/m.exec(text)?.[1] ?? null,
    raw,
  };
}

const addressIn = (field: string): string => /<([^>]*)>/.exec(field)?.[1] ?? field;

/** The two parts of a signed mail (RFC 3156 section 5): the bytes that were signed, and the signature. */
export function signedPieces(raw: Buffer): { part: Buffer; signature: Buffer } {
  const mail = raw.toString('latin1');
  const boundary = /boundary="([^"]+)"/i.exec(mail)?.[1] ?? '';
  // The line end before a boundary belongs to the boundary (RFC 2046 section 5.1.1).
  const [, part = '', signature = ''] = `\r\n${mail}`.split(`\r\n--${boundary}`);
  return {
    part: Buffer.from(part.replace(/^\r\n/, ''), 'latin1'),
    signature: Buffer.from(signature.slice(signature.indexOf('\r\n\r\n') + 4), 'latin1'),
  };
}

/** The body of a quoted-printable text part (RFC 2045 section 6.7). */
function textOf(part: Buffer): string {
  const body = part.toString('latin1');
  const encoded = body.slice(body.indexOf('\r\n\r\n') + 4).replace(/=\r\n/g, '');
  const bytes = encoded.replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8').replace(/\r\n/g, '\n');
}
