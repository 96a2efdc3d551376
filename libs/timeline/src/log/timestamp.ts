import { createHash, randomBytes } from 'node:crypto';
import type { X509Certificate } from 'node:crypto';
import type { TSTInfo } from 'pkijs';
import { TimestampRefused } from './timestamp-refused.ts';
import { signerOf } from './timestamp-signer.ts';
import { readToken } from './timestamp-token.ts';
import type { TimestampToken } from './timestamp-token.ts';
import { assertTrusted } from './timestamp-trust.ts';

/** Asks a timestamp server (RFC 3161) to sign that something was there at a time, and checks what it answers. */
const SHA256 = Buffer.from('300d06096086480165030402010500', 'hex');
const SHA256_ID = '2.16.840.1.101.3.4.2.1';
const VERSION_ONE = Buffer.from('020101', 'hex');
const WITH_CERTIFICATE = Buffer.from('0101ff', 'hex');
/** ms that its clock and ours may be apart: the proof is of a day, and ours is not to be the better one. */
const CLOCKS_APART = 24 * 3_600_000;

export interface TimestampQuery {
  request: Buffer;
  text: string;
  nonce: Buffer;
}

export function timestampQuery(text: string): TimestampQuery {
  const nonce = Buffer.concat([Uint8Array.of(1), randomBytes(8)]);
  const imprint = der(0x30, SHA256, der(0x04, hashOf(text)));
  return { request: der(0x30, VERSION_ONE, imprint, der(0x02, nonce), WITH_CERTIFICATE), text, nonce };
}

/**
 * The time that the answer to this query proves.
 * @param trusted certificates of which one must stand above the signer's; null: whoever it is
 * @throws TimestampRefused with what is wrong
 */
export async function timeIn(
  answer: Buffer,
  { text, nonce }: TimestampQuery,
  trusted: readonly X509Certificate[] | null = null,
): Promise<Date> {
  return refusing(async () => {
    const token = readToken(answer);
    if (!nonceOf(token).equals(nonce))
      throw new TimestampRefused('the timestamp is about another question: it has not our nonce');
    const at = await checked(token, text, trusted);
    if (Math.abs(at.getTime() - Date.now()) > CLOCKS_APART)
      throw new TimestampRefused(
        `the timestamp server says that it is ${at.toISOString()}, and here it is ${new Date().toISOString()}`,
      );
    return at;
  });
}

/** The time at which this text was there, by an answer that was kept; whoever signed it. @throws TimestampRefused */
export async function stampedAt(answer: Buffer, text: string): Promise<Date> {
  return refusing(() => checked(readToken(answer), text, null));
}

/** Whatever else the libraries stumble over was in the answer. */
async function refusing<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof TimestampRefused) throw error;
    throw new TimestampRefused(`what the timestamp server answered cannot be read: ${String(error)}`);
  }
}

async function checked(
  token: TimestampToken,
  text: string,
  trusted: readonly X509Certificate[] | null,
): Promise<Date> {
  assertAbout(token.info, text);
  const signer = await signerOf(token, Buffer.from(text));
  assertTrusted(signer, token.info.genTime, trusted);
  return token.info.genTime;
}

const nonceOf = ({ info }: TimestampToken): Buffer => Buffer.from(info.nonce?.valueBlock.valueHexView ?? []);

function assertAbout({ messageImprint, genTime }: TSTInfo, text: string): void {
  const { hashAlgorithm, hashedMessage } = messageImprint;
  if (hashAlgorithm.algorithmId !== SHA256_ID || !Buffer.from(hashedMessage.getValue()).equals(hashOf(text)))
    throw new TimestampRefused('the timestamp is about something else than what was asked');
  if (Number.isNaN(genTime.getTime())) throw new TimestampRefused('the timestamp tells no time');
}

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  // All that is asked is shorter than 128 bytes.
  return Buffer.concat([Uint8Array.of(tag, body.length), body]);
}
