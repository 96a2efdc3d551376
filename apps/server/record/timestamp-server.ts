import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { timeIn, timestampQuery, TimestampRefused } from '#libs/timeline';

/** ms, for the whole answer. */
const ANSWER_LIMIT = 15_000;
/** Bytes; a token with its certificates takes some thousand. */
const LARGEST_TOKEN = 65_536;

export interface TimestampServer {
  url: string;
  /** In PEM: of which one must stand above the server's own. Absent: whoever signs. */
  caFile?: string | undefined;
  /** ms */
  limit?: number;
}

/**
 * What a timestamp server (RFC 3161) says of a text, if it is about just that and signed as it must be.
 * @throws TimestampRefused, or what became of the connection
 */
export async function askForTimestamp(
  { url, caFile, limit = ANSWER_LIMIT }: TimestampServer,
  text: string,
): Promise<Buffer> {
  const trusted = caFile === undefined ? null : await certificatesIn(caFile);
  const query = timestampQuery(text);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/timestamp-query' },
    body: new Uint8Array(query.request),
    redirect: 'error',
    signal: AbortSignal.timeout(limit),
  });
  const token = await tokenOf(response);
  if (!response.ok) throw new TimestampRefused(`the timestamp server answered ${response.status}`);
  await timeIn(token, query, trusted);
  return token;
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

async function certificatesIn(file: string): Promise<X509Certificate[]> {
  try {
    const found = (await readFile(file, 'utf8')).match(PEM) ?? [];
    if (found.length > 0) return found.map((pem) => new X509Certificate(pem));
  } catch {
    // Falls through to the one answer.
  }
  throw new TimestampRefused(`there are no certificates in ${file} (RECORD_TIMESTAMP_CA_FILE)`);
}

/** No more of it than a token takes: who answers without end must not fill our memory. */
async function tokenOf({ body }: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > LARGEST_TOKEN) throw new TimestampRefused('the timestamp server answered without end');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
