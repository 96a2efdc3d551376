import type { Tx } from '#libs/database';

/**
 * `2026-000123`: the year by the database's clock and a number that only grows, as many as are wanted. Gaps are possible,
 * repeats are not.
 */
export async function nextNumbers(
  tx: Tx,
  of: 'incident' | 'report',
  count: number,
): Promise<{ numbers: string[]; now: Date }> {
  const rows = await tx.query<{ year: string; count: string; now: Date }[]>(
    `SELECT to_char(dnscert_now() AT TIME ZONE 'UTC', 'YYYY') AS year, nextval('${of}_number') AS count,
            date_trunc('milliseconds', dnscert_now()) AS now FROM generate_series(1, $1::int)`,
    [count],
  );
  const [first] = rows;
  if (first === undefined) throw new Error('no number');
  const prefix = of === 'report' ? 'R' : '';
  return { numbers: rows.map((row) => `${prefix}${row.year}-${row.count.padStart(6, '0')}`), now: first.now };
}

export async function nextNumber(tx: Tx, of: 'incident' | 'report'): Promise<{ number: string; now: Date }> {
  const { numbers, now } = await nextNumbers(tx, of, 1);
  return { number: numbers[0] ?? '', now };
}
