import type { Tx } from '#libs/database';
import type { SendResult } from '#libs/mail';

export interface Tried {
  /** `tries`: those before this one. */
  row: { id: string; tries: number };
  result: SendResult;
}

/** Keeps what became of each try, and over which line it went. */
export async function writeAttempts(tx: Tx, taken: Tried[], now: Date): Promise<void> {
  if (taken.length === 0) return;
  await tx.query(
    `INSERT INTO delivery_attempts (delivery_id, attempt, outcome, stage, response, host, address, pinned_at, tls, tls_reason, ended_at)
     SELECT a.*, $11 FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::text[], $10::text[]) AS a
       ON CONFLICT (delivery_id, attempt) DO NOTHING`,
    [
      taken.map(({ row }) => row.id),
      taken.map(({ row }) => row.tries + 1),
      taken.map(({ result }) => result.outcome),
      taken.map(({ result }) => result.stage),
      taken.map(({ result }) => result.response),
      taken.map(({ result: { line } }) => line?.host ?? null),
      taken.map(({ result: { line } }) => line?.address ?? null),
      taken.map(({ result: { line } }) => line?.pinnedAt ?? null),
      taken.map(({ result: { line } }) => line?.tls ?? null),
      taken.map(({ result: { line } }) => line?.tlsReason ?? null),
      now,
    ],
  );
}
