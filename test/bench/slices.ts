import { setTimeout as sleep } from 'node:timers/promises';
import { Installation } from '../harness/installation.ts';
import type { Queues } from '../harness/installation.ts';
import type { HttpCaller } from '../harness/http-caller.ts';
import { tell } from './figure.ts';
import { file, now, read, reportBody } from './load.ts';
import { skipped } from './skipped.ts';

const OPERATORS = 1_000;

/** An incident of 1,000 operators is closed: each is mailed its own part of the record, beside a plain notice to the same. */
export async function slices(): Promise<void> {
  for (const queues of ['redis', 'postgres'] as const) await measure(queues);
}

async function measure(queues: Queues): Promise<void> {
  const installation = await Installation.open({ queues });
  if (installation === null) {
    skipped('slices', queues);
    return;
  }
  const [registry] = await installation.populate(OPERATORS, 1, 1);
  // What is sent by itself is no part of this, and nobody is asked.
  const service = await installation.start('web,worker', {
    AUTO_NOTIFY: 'off',
    MASS_SEND_OPERATORS: '100000',
  });
  const caller = installation.caller(2);
  const incident = await incidentOfAll(installation, caller, registry?.token ?? '', registry?.tlds[0] ?? '');
  const notices = [];
  for (let turn = 0; turn < 2; turn += 1)
    notices.push(
      await mailed(installation, () =>
        caller.call(
          'POST',
          `incidents/${incident}/notifications`,
          installation.token,
          '{"template":"notice","audience":{"affected":true}}',
        ),
      ),
    );
  for (const to of ['triaging', 'coordinating', 'monitoring']) await move(installation, caller, incident, to);
  const closure = await mailed(installation, () => move(installation, caller, incident, 'closed'));
  const [{ entries } = { entries: 0 }] = await installation.sql<{ entries: number }>(
    'SELECT count(*)::int AS entries FROM timeline_entries WHERE stream_id = $1',
    [incident],
  );
  tell({
    bench: 'slices',
    figure: `an incident of ${OPERATORS} operators and ${entries} entries is closed, queues on ${queues}`,
    value: closure,
    unit: 's until the last slice is out',
    beside: Math.min(...notices),
    besideWhat: 'a notice to the same, without a file',
    limit: 'ratio <= 4',
    ok: closure / Math.min(...notices) <= 4,
  });
  caller.close();
  await service.stop();
}

/** Opened by a report on the first of them; all others come in as it is. */
async function incidentOfAll(
  installation: Installation,
  caller: HttpCaller,
  token: string,
  tld: string,
): Promise<string> {
  const { id } = await file(caller, token, reportBody(tld));
  await installation.sink.waitFor(1, 30_000);
  const [row] = await installation.sql<{ incident_id: string }>(
    'SELECT incident_id FROM reports WHERE id = $1',
    [id],
  );
  const incident = row?.incident_id ?? '';
  await installation.sql(
    `INSERT INTO affected_operators
     SELECT (jsonb_populate_record(a, jsonb_build_object('operator_id', o.id))).* FROM affected_operators a
       JOIN operators o ON o.id <> a.operator_id WHERE a.incident_id = $1`,
    [incident],
  );
  return incident;
}

async function move(
  installation: Installation,
  caller: HttpCaller,
  incident: string,
  to: string,
): Promise<unknown> {
  const path = `incidents/${incident}/transitions`;
  return read(
    await caller.call('POST', path, installation.token, JSON.stringify({ to, reason: 'It is over' })),
    200,
  );
}

/** s from what asks for it to the last of as many mails. */
async function mailed(installation: Installation, ask: () => Promise<unknown>): Promise<number> {
  const had = await installation.sink.count();
  const begun = now();
  await ask();
  await installation.sink.waitFor(had + OPERATORS, 600_000);
  const last = Math.max(...(await installation.sink.taken()).slice(had).map(({ at }) => at));
  // The record and the last results are still being written.
  await sleep(1_500);
  return (last - begun) / 1_000;
}
