import type { Tx } from '#libs/database';
import { IN_ORDER, withContent } from './waiting.ts';
import type { UnsealedRow } from './waiting.ts';

/**
 * The order in which many entries that wait have their turn, worked out once and kept, so that the next batch is taken from its
 * front, by whichever process. What is written meanwhile follows when the line is over: of one stream it is later anyhow.
 */

/**
 * Lines up all that wait, of these transactions. The line before it is over. What is older than `horizon` is sealed or stands in
 * the line from here on: once the line is over, nobody looks through all of it again for what was left.
 */
export async function lineUp(tx: Tx, since: string, before: string, horizon: string): Promise<void> {
  // A million takes seconds here, and on a slow machine longer than anything else may.
  await tx.query('SET LOCAL statement_timeout = 0');
  await tx.query(
    `INSERT INTO record_backlog (place, stream_id, index)
     SELECT s.backlog_passed + o.place, o.stream_id, o.index FROM record_sealing s, (${IN_ORDER}) AS o`,
    [since, before],
  );
  await tx.query('UPDATE record_sealing SET sealed_before = $1::xid8', [horizon]);
}

/** The next `most` of the line; some of them may have been sealed or lost since, and are left out. Null: there is none, or it is over. */
export async function nextInLine(tx: Tx, most: number): Promise<UnsealedRow[] | null> {
  const [line] = await tx.query<{ from: string; to: string | null }[]>(
    `SELECT s.backlog_passed AS from,
            (SELECT max(place) FROM (SELECT place FROM record_backlog WHERE place > s.backlog_passed ORDER BY place LIMIT $1) AS b) AS to
       FROM record_sealing s`,
    [most],
  );
  if (line === undefined || line.to === null) return null;
  const places = [line.from, line.to];
  const rows = await tx.query<UnsealedRow[]>(
    withContent('SELECT * FROM record_backlog WHERE place > $1 AND place <= $2'),
    places,
  );
  await tx.query('DELETE FROM record_backlog WHERE place > $1 AND place <= $2', places);
  await tx.query('UPDATE record_sealing SET backlog_passed = $1', [line.to]);
  return rows;
}
