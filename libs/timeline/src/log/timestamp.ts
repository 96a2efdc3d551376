import { createHash, randomBytes } from 'node:crypto';

/**
 * Asks a timestamp server (RFC 3161) to sign that something was there at a time. Only what is needed of DER: the request has one
 * shape, and of the answer it is looked at whether it was granted and is about what was asked; who signed it is checked by
 * whoever needs the proof (`openssl ts -verify`).
 */
const SHA256 = Buffer.from('300d06096086480165030402010500', 'hex');
const VERSION_ONE = Buffer.from('020101', 'hex');
const WITH_CERTIFICATE = Buffer.from('0101ff', 'hex');

export interface TimestampQuery {
  request: Buffer;
  hash: Buffer;
  nonce: Buffer;
}

export class TimestampRefused extends Error {
  readonly code = 'timestamp.refused';
}

export function timestampQuery(text: string): TimestampQuery {
  const hash = createHash('sha256').update(text).digest();
  const nonce = Buffer.concat([Uint8Array.of(1), randomBytes(8)]);
  const imprint = der(0x30, SHA256, der(0x04, hash));
  return { request: der(0x30, VERSION_ONE, imprint, der(0x02, nonce), WITH_CERTIFICATE), hash, nonce };
}

/** @throws TimestampRefused where it was not granted, or is about something else */
export function assertAnswers(answer: Buffer, { hash, nonce }: TimestampQuery): void {
  const whole = content(answer, 0, 0x30);
  const status = whole === null ? null : content(whole, 0, 0x30);
  const granted = status === null ? null : content(status, 0, 0x02);
  if (granted?.length !== 1 || (granted[0] !== 0 && granted[0] !== 1))
    throw new TimestampRefused('the timestamp server did not grant a timestamp');
  if (!answer.includes(der(0x04, hash)) || !answer.includes(der(0x02, nonce)))
    throw new TimestampRefused('the timestamp is about something else than what was asked');
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length =
    body.length < 128
      ? Uint8Array.of(body.length)
      : Uint8Array.of(0x82, body.length >> 8, body.length & 0xff);
  return Buffer.concat([Uint8Array.of(tag), length, body]);
}

/** What an element of this tag at `from` holds; null where there is no such, or it is cut. */
function content(bytes: Buffer, from: number, tag: number): Buffer | null {
  const first = bytes[from + 1];
  if (bytes[from] !== tag || first === undefined) return null;
  const more = first < 128 ? 0 : first & 0x7f;
  if (more > 4 || (first >= 128 && more === 0) || from + 2 + more > bytes.length) return null;
  const length = more === 0 ? first : bytes.readUIntBE(from + 2, more);
  const begin = from + 2 + more;
  return begin + length <= bytes.length ? bytes.subarray(begin, begin + length) : null;
}
