import { assertAnswers, timestampQuery, TimestampRefused } from '#libs/timeline';

/** ms, for the whole answer. */
const ANSWER_LIMIT = 15_000;
/** Bytes; a token with its certificates takes some thousand. */
const LARGEST_TOKEN = 65_536;

/**
 * What a timestamp server (RFC 3161) says of a text, if it is about just that.
 * @param limit ms
 * @throws TimestampRefused, or what became of the connection
 */
export async function askForTimestamp(url: string, text: string, limit = ANSWER_LIMIT): Promise<Buffer> {
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
  assertAnswers(token, query);
  return token;
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
