import type { ChangeView } from '#libs/contracts';

/** ms; how long a browser waits before it comes back. */
const RETRY = 2_000;

/** The first that a listener gets: how soon to come back, and from where to go on. */
export const beginning = (id: string): string => `retry: ${RETRY}\nid: ${id}\n\n`;

/** Nothing has happened, and the line is open; moves the place on, so that nobody who was quiet long has much to catch up. */
export const heartbeat = (id: string): string => `: nothing new\nid: ${id}\n\n`;

/**
 * Changes as server-sent events. The last alone has the id: a listener that is cut off between them gets all of them again
 * and misses none.
 */
export function frames(changes: ChangeView[], id: string): string {
  const datas = changes.map((change) => `data: ${JSON.stringify(change)}\n`);
  const last = datas.pop();
  return last === undefined ? '' : [...datas.map((data) => `${data}\n`), `id: ${id}\n${last}\n`].join('');
}
