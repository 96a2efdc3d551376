import type { ImapFlow } from 'imapflow';
import type { Fetched } from './fetched.service.ts';
import type { ImapMailbox } from './imap-address.ts';

/** Bytes that are kept of a mail that is too large. */
const EVIDENCE = 64 * 1024;

/** Takes what was not taken yet, in its order. A mail is marked or moved once its bytes are committed, and not before. */
export async function takeAll(
  client: ImapFlow,
  { source, moveTo }: ImapMailbox,
  fetched: Fetched,
  maxBytes: number,
): Promise<void> {
  if (client.mailbox === false) throw new Error('the mailbox is closed');
  const place = { source, uidValidity: client.mailbox.uidValidity };
  const highest = await fetched.highest(place);
  // What was kept when the line broke is unseen or unmoved still.
  const open = await search(client, moveTo === null ? { seen: false } : { all: true });
  const fresh = (await search(client, { uid: `${highest + 1}:*` })).filter((uid) => uid > highest);
  const uids = [...new Set([...open, ...fresh])].sort((a, b) => a - b);
  const taken = await fetched.taken(place, uids);
  for (const uid of uids) {
    if (!taken.has(uid)) await take(client, { ...place, uid }, fetched, maxBytes);
    await (moveTo === null
      ? client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
      : client.messageMove(String(uid), moveTo, { uid: true }));
  }
}

async function take(
  client: ImapFlow,
  place: Parameters<Fetched['keep']>[0],
  fetched: Fetched,
  maxBytes: number,
): Promise<void> {
  const uid = String(place.uid);
  const asked = await client.fetchOne(uid, { size: true }, { uid: true });
  // Somebody else has deleted it.
  if (asked === false || asked.size === undefined) return;
  const isTooLarge = asked.size > maxBytes;
  const found = await client.fetchOne(
    uid,
    { source: isTooLarge ? { start: 0, maxLength: EVIDENCE } : true },
    { uid: true },
  );
  if (found === false || found.source === undefined) return;
  // Some servers count line ends otherwise than they send them: only what we cut ourselves is not whole.
  await fetched.keep(place, found.source, isTooLarge ? asked.size : found.source.length);
}

async function search(client: ImapFlow, query: Parameters<ImapFlow['search']>[0]): Promise<number[]> {
  const found = await client.search(query, { uid: true });
  return found === false || found === undefined ? [] : found;
}
