import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '#config/config';
import { People } from '#libs/access';
import { Transactions } from '#libs/database';
import { Timeline } from '#libs/timeline';
import type { NewEntry } from '#libs/timeline';
import { openForCommand } from '../../../apps/server/service.ts';
import type { Installation } from '../../harness/installation.ts';
import { read } from '../load.ts';

export const OPERATORS = 121;
const ENTRIES = 1_000;
export const OPEN_INCIDENTS = 10_000;
/** Of a database that lives as long as the run. */
export const PERSON = { email: 'lead@staff.example', password: 'a password of the bench' };

/** Fills the installation as a bad year would: many open incidents, and one that touches everybody. Answers the id of that one. */
export async function makeWork(installation: Installation): Promise<string> {
  const id = await reportOne(installation);
  const service = await openForCommand(readConfig(installation.env));
  try {
    await service.app.get(People).addUser({ ...PERSON, role: 'lead', name: 'Duty lead' });
    await fillRecord(installation, id, service.app.get(Transactions), service.app.get(Timeline));
  } finally {
    await service.stop();
  }
  await installation.sql(OPEN_ONES, [OPEN_INCIDENTS]);
  await installation.sql(THEIR_OPERATORS);
  await installation.sqlAsSuperuser('ANALYZE');
  return id;
}

/** Over the API: triage finds whom it touches. */
async function reportOne(installation: Installation): Promise<string> {
  const caller = installation.caller(1);
  const tlds = await installation.sql<{ label: string }>('SELECT label FROM tlds ORDER BY label');
  const report = {
    summary: 'A provider of many TLDs gives no answer',
    kind: 'authoritative-outage',
    severity: 'high',
    ongoing: true,
    resources: tlds.map(({ label }) => ({ type: 'tld', value: label })),
  };
  const filed = await caller.call('POST', 'reports', installation.token, JSON.stringify(report));
  const { id } = read(filed, 201) as { id: string };
  for (;;) {
    const shown = read(await caller.call('GET', `reports/${id}`, installation.token), 200);
    const { incidentId } = shown as { incidentId: string | null };
    if (incidentId !== null) {
      caller.close();
      return incidentId;
    }
    await sleep(100);
  }
}

/** What the operators said in turn, until the record is as long as wanted. */
async function fillRecord(
  installation: Installation,
  id: string,
  transactions: Transactions,
  timeline: Timeline,
): Promise<void> {
  const operators = await installation.sql<{ operator_id: string }>(
    'SELECT operator_id FROM affected_operators WHERE incident_id = $1 ORDER BY 1',
    [id],
  );
  const STATES = ['told', 'seen', 'investigating', 'affected', 'mitigating', 'recovered'];
  const present = (await timeline.entriesOf(id)).length;
  const entries = Array.from({ length: ENTRIES - present }, (_, index): NewEntry => {
    const round = Math.floor(index / operators.length) % (STATES.length - 1);
    return {
      type: 'operator.state_changed',
      actor: { kind: 'operator' as const, name: `Registry ${index % operators.length}` },
      data: {
        operatorId: operators[index % operators.length]?.operator_id,
        from: STATES[round],
        to: STATES[round + 1],
      },
    };
  });
  await transactions.run((tx) => timeline.append(tx, { stream: 'incident', id }, entries));
  await installation.sql(
    `UPDATE affected_operators SET state = ('{told,seen,affected,mitigating,no_answer}'::text[])[1 + abs(hashtext(operator_id::text)) % 5],
            told_at = dnscert_now() - interval '50 minutes' WHERE incident_id = $1`,
    [id],
  );
}

const OPEN_ONES = `
  INSERT INTO incidents (id, number, state, title, kind, severity, tlp, tlds, opened_at, last_report_at, updated_at)
  SELECT gen_random_uuid(), '2025-' || (100000 + n), ('{new,triaging,coordinating,monitoring}'::text[])[1 + n % 4],
         'Open matter ' || n || ' of a registry', 'authoritative-outage', ('{critical,high,medium,low,info}'::text[])[1 + n % 5],
         'AMBER', ARRAY['x' || lpad((n % ${OPERATORS})::text, 6, '0') || 'x'], at, at, at
    FROM generate_series(1, $1) AS n, LATERAL (SELECT dnscert_now() - n * interval '7 minutes' AS at) AS began`;

/** Two each. */
const THEIR_OPERATORS = `
  INSERT INTO affected_operators (incident_id, operator_id, state, told_at, state_changed_at, kind, severity, tlp, known_since, came_at, updated_at)
  SELECT i.id, o.id, CASE WHEN o.place % 3 = 0 THEN 'told' ELSE 'affected' END, i.opened_at, i.opened_at, i.kind, i.severity, i.tlp,
         i.opened_at, i.opened_at, i.opened_at
    FROM (SELECT *, row_number() OVER (ORDER BY number) AS place FROM incidents WHERE number LIKE '2025-%') AS i
    JOIN (SELECT id, row_number() OVER (ORDER BY slug) - 1 AS place FROM operators) AS o
      ON o.place IN (i.place % ${OPERATORS}, (i.place + 40) % ${OPERATORS})`;
