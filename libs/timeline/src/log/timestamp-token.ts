import { fromBER } from 'asn1js';
import type { AsnType } from 'asn1js';
import { ContentInfo, SignedData, TimeStampResp, TSTInfo } from 'pkijs';
import { TimestampRefused } from './timestamp-refused.ts';

/** What a timestamp server signed: `info` stands within `signed`. */
export interface TimestampToken {
  info: TSTInfo;
  signed: SignedData;
}

/** Elements of ASN.1, and how deep they stand: a token with a whole chain of certificates has some hundred. */
const BOUNDS = { maxNodes: 4_000, maxDepth: 40 };
const SIGNED_DATA = '1.2.840.113549.1.7.2';
/** id-ct-TSTInfo */
export const TIMESTAMP_INFO = '1.2.840.113549.1.9.16.1.4';
/** PKIStatus of RFC 3161: 0 and 1 are granted. */
const REFUSALS = ['', '', 'it was rejected', 'it is to come later', 'a revocation is near', 'it was revoked'];

/** The token within an answer (TimeStampResp of RFC 3161); nothing is said of what it is about, or of who signed it. @throws TimestampRefused */
export function readToken(answer: Buffer): TimestampToken {
  const { status, timeStampToken } = read('the answer', answer, (schema) => new TimeStampResp({ schema }));
  const granted: number = status.status;
  if (granted > 1)
    throw new TimestampRefused(
      `the timestamp server did not grant a timestamp: ${REFUSALS[granted] ?? granted}`,
    );
  if (timeStampToken === undefined)
    throw new TimestampRefused('the timestamp server did not grant a timestamp: its answer holds none');
  return tokenIn(timeStampToken);
}

function tokenIn({ contentType, content }: ContentInfo): TimestampToken {
  if (contentType !== SIGNED_DATA) throw new TimestampRefused('the timestamp is not signed (CMS SignedData)');
  const signed = made('the signed timestamp', () => new SignedData({ schema: content as AsnType }));
  const { eContentType, eContent } = signed.encapContentInfo;
  if (eContentType !== TIMESTAMP_INFO || eContent === undefined)
    throw new TimestampRefused(`what the timestamp server signed is no timestamp but ${eContentType}`);
  const info = read('the timestamp', Buffer.from(eContent.getValue()), (schema) => new TSTInfo({ schema }));
  if (info.version !== 1) throw new TimestampRefused(`the timestamp is of version ${info.version}`);
  return { info, signed };
}

/** One element and nothing behind it. */
function read<T>(what: string, bytes: Buffer, make: (schema: AsnType) => T): T {
  const { offset, result } = fromBER(bytes, BOUNDS);
  if (offset === -1)
    throw new TimestampRefused(`${what} of the timestamp server cannot be read: ${result.error}`);
  if (offset !== bytes.length)
    throw new TimestampRefused(`${what} of the timestamp server has something behind its end`);
  return made(what, () => make(result));
}

function made<T>(what: string, make: () => T): T {
  try {
    return make();
  } catch {
    throw new TimestampRefused(`${what} of the timestamp server is not of the form of RFC 3161`);
  }
}
