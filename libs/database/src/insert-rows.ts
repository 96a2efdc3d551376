import type { Tx } from './transactions.ts';

/**
 * Inserts any number of rows with one statement whose text is always the same. The rows name their columns as the database
 * does, all of them the same ones; a `Buffer` is for a `bytea`.
 */
export async function insertRows(tx: Tx, table: string, rows: Record<string, unknown>[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first).join(', ');
  await tx.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1)`,
    [JSON.stringify(rows, asJson)],
  );
}

function asJson(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const own = this[key];
  return Buffer.isBuffer(own) ? `\\x${own.toString('hex')}` : value;
}
