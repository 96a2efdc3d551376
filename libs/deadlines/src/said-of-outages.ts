import { v7 as uuidv7 } from 'uuid';
import type { OutageNoted } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { insertRows } from '#libs/database';
import { DeadlineFault } from './faults.ts';
import type { Given, Said } from './given.ts';
import { isTooFar } from './given.ts';

/**
 * A service of a TLD was, or is, not there; or what was noted of it is corrected.
 * @throws DeadlineFault `outage.tld_unknown`, `outage.too_far`, `outage.learned_in_the_future`, `outage.not_found`,
 *   `outage.corrected_already`
 */
export async function noteOutage(
  { tx, now, by }: Given,
  incidentId: string,
  outage: OutageNoted,
): Promise<Said> {
  const { tld, service, from, until = null, maintenance, reason, corrects } = outage;
  const learnedAt = outage.learnedAt === undefined ? now : new Date(outage.learnedAt);
  if (learnedAt > now)
    throw new DeadlineFault('outage.learned_in_the_future', 'Nobody has learned of it yet then.');
  const known = await tx.query<unknown[]>('SELECT 1 FROM tlds WHERE label = $1', [tld]);
  if (known.length === 0)
    throw new DeadlineFault('outage.tld_unknown', `The directory does not know .${tld}.`);
  if ([from, until ?? from].some((at) => isTooFar(new Date(at), now)))
    throw new DeadlineFault('outage.too_far', 'That is more than ten years away: look at the year.');
  const corrected = corrects === undefined ? null : await lastWord(tx, incidentId, corrects);
  if (corrects !== undefined && corrected === null)
    throw new DeadlineFault('outage.not_found', 'This incident has no such outage.');
  const id = uuidv7();
  await insertRows(tx, 'service_outages', [
    {
      id,
      incident_id: incidentId,
      first_id: corrected?.first_id ?? id,
      corrects: corrects ?? null,
      tld,
      service,
      from_at: from,
      until_at: until,
      maintenance,
      reason,
      learned_at: learnedAt,
      noted_by: by,
      noted_at: now,
    },
  ]);
  await askOthers(tx, incidentId, tld, service);
  if (corrected !== null) await askOthers(tx, incidentId, corrected.tld, corrected.service);
  const data = { outageId: id, tld, service, from, until, learnedAt, maintenance, reason, corrects };
  return { type: 'outage.noted', observedAt: learnedAt, data };
}

/** It never was. @throws DeadlineFault `outage.unknown`, `outage.corrected_already`, `outage.withdrawn_already` */
export async function withdrawOutage(
  { tx, now, by }: Given,
  incidentId: string,
  outageId: string,
  reason: string,
): Promise<Said> {
  const noted = await lastWord(tx, incidentId, outageId);
  if (noted === null) throw new DeadlineFault('outage.unknown', 'This incident has no such outage.');
  if (noted.withdrawn) throw new DeadlineFault('outage.withdrawn_already', 'It was withdrawn already.');
  await insertRows(tx, 'service_outages', [
    {
      ...noted,
      id: uuidv7(),
      incident_id: incidentId,
      corrects: outageId,
      withdrawn: true,
      reason,
      noted_by: by,
      noted_at: now,
    },
  ]);
  const { tld, service, from_at: from, until_at: until } = noted;
  await askOthers(tx, incidentId, tld, service);
  return { type: 'outage.withdrawn', data: { outageId, tld, service, from, until, reason } };
}

/** What a word on an outage takes over from the one before; `first_id` of its chain, so that a meter stays the same meter. */
interface OutageBefore {
  first_id: string;
  tld: string;
  service: string;
  from_at: Date;
  until_at: Date | null;
  maintenance: boolean;
  learned_at: Date;
  withdrawn: boolean;
}

/** Nobody else corrects it until we are through. Null: the incident has none of this id. @throws DeadlineFault `outage.corrected_already` */
async function lastWord(tx: Tx, incidentId: string, id: string): Promise<OutageBefore | null> {
  const [row] = await tx.query<OutageBefore[]>(
    `SELECT first_id, tld, service, from_at, until_at, maintenance, learned_at, withdrawn
       FROM service_outages WHERE id = $1 AND incident_id = $2 FOR UPDATE`,
    [id, incidentId],
  );
  if (row === undefined) return null;
  // Only now: whoever held it before may have corrected it.
  const later = await tx.query<unknown[]>('SELECT 1 FROM service_outages WHERE corrects = $1', [id]);
  if (later.length > 0)
    throw new DeadlineFault(
      'outage.corrected_already',
      'It was corrected already: look at the word that stands for it now.',
    );
  return row;
}

/** Minutes of one incident count in the meters of others. */
async function askOthers(tx: Tx, incidentId: string, tld: string, service: string): Promise<void> {
  await tx.query(
    `INSERT INTO deadline_reckonings AS r (id, state)
     SELECT DISTINCT incident_id, 'due' FROM service_outages WHERE tld = $1 AND service = $2 AND incident_id <> $3 ORDER BY 1
     ON CONFLICT (id) DO UPDATE SET state = 'due', asked = r.asked + 1, due_at = dnscert_now()`,
    [tld, service, incidentId],
  );
}
