import type { Tx } from '#libs/database';

/** `2026-000123`: the year by the database's clock and a number that only grows. Gaps are possible, repeats are not. */
export async function nextNumber(tx: Tx, of: 'incident' | 'report'): Promise<{ number: string; now: Date }> {
  const [row] = await tx.query<{ year: string; count: string; now: Date }[]>(
    `SELECT to_char(dnscert_now() AT TIME ZONE 'UTC', 'YYYY') AS year, nextval('${of}_number') AS count,
            date_trunc('milliseconds', dnscert_now()) AS now`,
  );
  if (row === undefined) throw new Error('no number');
  const prefix = of === 'report' ? 'R' : '';
  return { number: `${prefix}${row.year}-${row.count.padStart(6, '0')}`, now: row.now };
}
