import type { Tx } from '#libs/database';

/**
 * Counts one try for a subject, for all processes together; the count begins with the first and ends `minutes` later.
 * @returns how many there were by now, this one counted, and seconds until the count ends
 */
export async function countTry(
  manager: Tx,
  subject: string,
  minutes: number,
): Promise<{ tries: number; seconds: number }> {
  const [counted] = await manager.query<{ tries: number; seconds: number }[]>(
    `INSERT INTO sign_in_tries AS t (subject, tries, ends_at) VALUES ($1, 1, dnscert_now() + make_interval(mins => $2))
       ON CONFLICT (subject) DO UPDATE
          SET tries = CASE WHEN t.ends_at <= dnscert_now() THEN 1 ELSE LEAST(t.tries, 1000000) + 1 END,
              ends_at = CASE WHEN t.ends_at <= dnscert_now() THEN excluded.ends_at ELSE t.ends_at END
     RETURNING tries, greatest(1, ceil(extract(epoch FROM ends_at - dnscert_now())))::int AS seconds`,
    [subject, minutes],
  );
  if (counted === undefined) throw new Error('a try was not counted');
  return counted;
}
