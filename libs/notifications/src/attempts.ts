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

/**
 * Mails of lists that a relay took, in one statement: each way to the database that a result waits for holds up the mails after it, and
 * thousands wait here that have nothing else to change. Written down whoever handed it over, as long as it has no other end.
 */
export async function writeTakenOfLists(
  tx: Tx,
  batch: { claim: { id: string }; result: SendResult }[],
): Promise<null[]> {
  await tx.query(
    `WITH taken AS (
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[])
         AS r (id, stage, response, host, address, pinned_at, tls, tls_reason)
     ), open AS (
       SELECT d.id FROM deliveries d WHERE d.id IN (SELECT id FROM taken) AND d.state IN ('queued', 'sending', 'delayed')
        ORDER BY d.id FOR UPDATE
     ), tried AS (
       INSERT INTO delivery_attempts (delivery_id, attempt, outcome, stage, response, host, address, pinned_at, tls, tls_reason, ended_at)
       SELECT t.id, 1 + (SELECT count(*) FROM delivery_attempts a WHERE a.delivery_id = t.id), 'sent', t.stage, t.response, t.host,
              t.address, t.pinned_at, t.tls, t.tls_reason, dnscert_now()
         FROM taken t JOIN open o ON o.id = t.id
           ON CONFLICT (delivery_id, attempt) DO NOTHING
     )
     UPDATE deliveries d SET state = 'handed_over', response = t.response, handed_over_at = dnscert_now(), lease_until = NULL, strikes = 0,
            reason = CASE WHEN d.protection = 'minimal' THEN d.reason END
       FROM taken t JOIN open o ON o.id = t.id WHERE d.id = t.id`,
    [
      batch.map(({ claim }) => claim.id),
      batch.map(({ result }) => result.stage),
      batch.map(({ result }) => result.response),
      batch.map(({ result: { line } }) => line?.host ?? null),
      batch.map(({ result: { line } }) => line?.address ?? null),
      batch.map(({ result: { line } }) => line?.pinnedAt ?? null),
      batch.map(({ result: { line } }) => line?.tls ?? null),
      batch.map(({ result: { line } }) => line?.tlsReason ?? null),
    ],
  );
  return batch.map(() => null);
}
