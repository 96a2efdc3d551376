import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { readConfig } from '#config/config';
import { Transactions } from '#libs/database';
import type { Principal } from '#libs/access';
import { Incidents } from '#libs/incidents';
import { Timeline, WholeCheck } from '#libs/timeline';
import { openForCommand } from '../../apps/server/service.ts';
import type { Service } from '../../apps/server/service.ts';
import type { HttpCaller } from '../harness/http-caller.ts';
import { Installation } from '../harness/installation.ts';
import { median, p95, percentile, tell } from './figure.ts';
import { inLoops, read, reportBody, file, timer } from './load.ts';

const FULL = 1_000_000;
const SIZES = [FULL / 10, FULL];
/** Of an incident that a few parties work on. */
const ENTRIES_EACH = 10;
const STREAMS_AT_ONCE = 500;
const CALLERS = 16;
const SECONDS = 10;
const INCIDENTS = 32;
const PROOFS = 500;
const NOTE = 'Looking into it.';
/** ms between two looks at what is not sealed: a look counts a million rows, beside what it looks at. */
const LOOK_EVERY = 250;

/** L8: how fast the record grows inside the transactions that cause it, how soon it is sealed, proven, and checked as a whole. */
export async function record(): Promise<void> {
  const installation = await Installation.open({ queues: 'postgres' });
  if (installation === null) return;
  await installation.populate(INCIDENTS, 1, 0);
  const service = await installation.start('web,worker', { AUTO_NOTIFY: 'off' });
  const caller = installation.caller(CALLERS);
  const rooms = await openForCommand(readConfig(installation.env));
  const incidents = await openIncidents(installation, caller);
  for (const size of SIZES) {
    await fill(installation, rooms, size);
    await tellAppends(installation, rooms, caller, incidents, size);
    await tellProofs(installation, caller, size);
    await tellWholeCheck(rooms, size);
  }
  await rooms.stop();
  caller.close();
  await service.stop();
}

async function openIncidents(installation: Installation, caller: HttpCaller): Promise<string[]> {
  for (let number = 0; number < INCIDENTS; number += 1)
    await file(caller, installation.token, reportBody(`x${String(number).padStart(6, '0')}x`));
  for (;;) {
    const rows = await installation.sql<{ id: string }>('SELECT id FROM incidents');
    if (rows.length >= INCIDENTS) return rows.map(({ id }) => id);
    await sleep(LOOK_EVERY);
  }
}

/** Through the record's own room, many at once, while the service seals; and then until all is sealed. */
async function fill(installation: Installation, { app }: Service, size: number): Promise<void> {
  const timeline = app.get(Timeline);
  const transactions = app.get(Transactions);
  const [present] = await installation.sql<{ count: number }>('SELECT count(*)::int FROM timeline_entries');
  const begun = performance.now();
  for (let count = present?.count ?? 0; count < size; count += STREAMS_AT_ONCE * ENTRIES_EACH) {
    const now = new Date();
    await transactions.run((tx) => timeline.beginAll(tx, now, streams(now)));
  }
  const written = performance.now();
  await sealed(installation);
  const seconds = (performance.now() - begun) / 1_000;
  tell({
    bench: 'record',
    figure: `entries written past the API and sealed, ${size} by then`,
    value: (size - (present?.count ?? 0)) / seconds,
    unit: 'entries/s',
    sealedAfter: (performance.now() - written) / 1_000,
    limit: 'for orientation',
    ok: true,
  });
  await installation.sqlAsSuperuser('VACUUM ANALYZE timeline_entries, timeline_heads, record_leaves');
}

/** Of reports: an entry of an incident's stream would ask for the deadlines of an incident that is not there. */
const streams = (now: Date) =>
  Array.from({ length: STREAMS_AT_ONCE }, () => ({
    stream: { stream: 'report' as const, id: uuidv7() },
    entries: Array.from({ length: ENTRIES_EACH }, (_, index) => ({
      type: 'delivery.sent' as const,
      actor: { kind: 'system' as const, name: 'notifications' },
      at: now,
      data: {
        deliveryId: uuidv7(),
        operatorId: uuidv7(),
        contactId: uuidv7(),
        response: `250 2.0.0 Ok: queued as ${index}`,
      },
    })),
  }));

async function sealed(installation: Installation): Promise<void> {
  for (;;) {
    const [row] = await installation.sql<{ behind: number }>(
      `SELECT ((SELECT count(*) FROM timeline_entries) - (SELECT max(size) FROM record_checkpoints))::int AS behind`,
    );
    if (row?.behind === 0) return;
    await sleep(LOOK_EVERY);
  }
}

async function tellAppends(
  installation: Installation,
  rooms: Service,
  caller: HttpCaller,
  incidents: string[],
  size: number,
): Promise<void> {
  const [start] = await installation.sql<{ size: string }>(
    'SELECT max(size) AS size FROM record_checkpoints',
  );
  const room = rooms.app.get(Incidents);
  const responder = await responderOf(installation);
  const inRoom = await notesASecond(incidents, (id) => room.addNote(responder, id, NOTE));
  tell({
    bench: 'record',
    figure: `notes, ${CALLERS} at a time, each with its entry in one transaction, at ${size} entries`,
    value: inRoom,
    unit: 'entries/s',
    limit: '>= 300/s',
    ok: inRoom >= 300,
  });
  const overHttp = await notesASecond(incidents, async (id) =>
    read(
      await caller.call('POST', `incidents/${id}/notes`, installation.token, JSON.stringify({ body: NOTE })),
      201,
    ),
  );
  await sealed(installation);
  tell({
    bench: 'record',
    figure: `the same over HTTP, web and worker in one process, at ${size} entries`,
    value: overHttp,
    unit: 'entries/s',
    limit: 'for orientation',
    ok: true,
  });
  const lags = await installation.sql<{ ms: number }>(
    `SELECT (extract(epoch FROM c.signed_at - e.recorded_at) * 1000)::float8 AS ms
       FROM record_leaves l JOIN timeline_entries e USING (stream_id, index),
            LATERAL (SELECT signed_at FROM record_checkpoints WHERE size > l.log_index ORDER BY size LIMIT 1) AS c
      WHERE l.log_index >= $1`,
    [start?.size],
  );
  const late = lags.map(({ ms }) => ms);
  tell({
    bench: 'record',
    figure: `from written down to signed, worst of ${late.length}, at ${size} entries`,
    value: Math.max(...late),
    unit: 'ms',
    median: median(late),
    p99: percentile(late, 0.99),
    limit: '<= 1,000 ms',
    ok: Math.max(...late) <= 1_000,
  });
}

async function notesASecond(incidents: string[], write: (id: string) => Promise<unknown>): Promise<number> {
  let begun = 0;
  let done = 0;
  await inLoops(CALLERS, timer(SECONDS), async () => {
    begun += 1;
    await write(incidents[begun % incidents.length] ?? '');
    done += 1;
  });
  return done / SECONDS;
}

async function responderOf(installation: Installation): Promise<Principal> {
  const [row] = await installation.sql<{ id: string; email: string; name: string }>(
    `SELECT id, email, name FROM users WHERE email = 'responder@staff.example'`,
  );
  if (row === undefined) throw new Error('there is no responder');
  const { id: userId, ...named } = row;
  return {
    ...named,
    userId,
    role: 'responder',
    operatorId: null,
    scopes: new Set(),
    via: 'command',
    credentialId: '',
  };
}

async function tellProofs(installation: Installation, caller: HttpCaller, size: number): Promise<void> {
  const ask = async (path: string): Promise<number> => {
    const begun = performance.now();
    read(await caller.call('GET', path, installation.token), 200);
    return performance.now() - begun;
  };
  const spread = (at: number) => Math.floor((at * size * 0.618) % size);
  for (const [what, pathOf] of [
    ['inclusion proof', (at: number) => `record/proof?index=${spread(at)}`],
    ['consistency proof', (at: number) => `record/proof?from=${1 + spread(at)}`],
  ] as const) {
    for (let warm = 0; warm < 20; warm += 1) await ask(pathOf(warm));
    const times: number[] = [];
    for (let at = 0; at < PROOFS; at += 1) times.push(await ask(pathOf(at + 20)));
    tell({
      bench: 'record',
      figure: `${what} over HTTP, p95 of ${PROOFS}, at ${size} entries`,
      value: p95(times),
      unit: 'ms',
      median: median(times),
      limit: '<= 20 ms',
      ok: p95(times) <= 20,
    });
  }
}

async function tellWholeCheck({ app }: Service, size: number): Promise<void> {
  const begun = performance.now();
  const { faults, entries } = await app.get(WholeCheck).run();
  const seconds = (performance.now() - begun) / 1_000;
  if (faults.length > 0) throw new Error(`the record is not whole: ${JSON.stringify(faults.slice(0, 3))}`);
  tell({
    bench: 'record',
    figure: `the whole record checked, ${entries} entries`,
    value: seconds,
    unit: 's',
    beside: bareLoop(entries),
    limit: '<= 30 s for 1,000,000',
    ok: (seconds * FULL) / size <= 30 || seconds <= 30,
  });
}

/** s; SHA-256 alone over as many texts of an entry's length, six hashes an entry as the record makes them. */
function bareLoop(entries: number): number {
  const long = Buffer.alloc(350, 'x');
  const short = Buffer.alloc(64, 'x');
  const begun = performance.now();
  for (let entry = 0; entry < entries; entry += 1) {
    for (let part = 0; part < 2; part += 1) createHash('sha256').update(long).digest();
    for (let part = 0; part < 4; part += 1) createHash('sha256').update(short).digest();
  }
  return (performance.now() - begun) / 1_000;
}
