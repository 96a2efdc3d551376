import pg from 'pg';
import { Installation } from '../harness/installation.ts';
import type { Registry } from '../harness/installation.ts';
import { median, p95, tell } from './figure.ts';
import { distinctTlds, file, inLoops, next, reportBody, timer } from './load.ts';
import type { Filed } from './load.ts';
import { RecordedIntake } from './recorded-intake.ts';

const CALLERS = 16;
/** s, each of three turns, after one of warming up. */
const TURN = 7;
const TURNS = 3;

/** L1: durable 201s a second, beside the same transaction run bare by as many clients, in turns. */
export async function intake(): Promise<void> {
  await measure('web', 'web alone', true);
  await measure('web,worker', 'web and worker in one process, triage and mail compete', false);
}

async function measure(roles: string, what: string, isMain: boolean): Promise<void> {
  const installation = await Installation.open({ queues: 'postgres' });
  if (installation === null) return;
  const registries = await installation.populate(CALLERS, 2_500);
  const recorded = await recordedBy(installation, registries);
  const service = await installation.start(roles);
  const tlds = distinctTlds(registries);
  const filed: Filed[] = [];
  const rates: number[] = [];
  const bare: number[] = [];
  await serviceTurn(installation, registries, tlds, 4);
  await bareTurn(installation, recorded, 2);
  const before = await count(installation);
  const cpu = await service.cpuMs();
  for (let turn = 0; turn < TURNS; turn += 1) {
    const begun = performance.now();
    const taken = await serviceTurn(installation, registries, tlds, TURN);
    rates.push((taken.length * 1_000) / (performance.now() - begun));
    filed.push(...taken);
    bare.push(await bareTurn(installation, recorded, TURN));
  }
  const cpuMs = ((await service.cpuMs()) - cpu) / filed.length;
  const lost = filed.length - ((await count(installation)) - before);
  const rate = median(rates);
  const latency = p95(filed.map(({ ms }) => ms));
  const ratio = rate / median(bare);
  tell({
    bench: 'intake',
    figure: `durable 201s, 16 callers, ${what}`,
    value: rate,
    unit: '/s',
    beside: median(bare),
    besideWhat: recorded.words.join('; '),
    lost,
    cpuMs,
    limit: isMain ? '>= 500/s, ratio >= 0.3, 0 lost' : '0 lost',
    ok: lost === 0 && (!isMain || (rate >= 500 && ratio >= 0.3)),
  });
  tell({
    bench: 'intake',
    figure: `p95 of POST /reports, ${what}`,
    value: latency,
    unit: 'ms',
    median: median(filed.map(({ ms }) => ms)),
    limit: '<= 100 ms',
    ok: latency <= 100,
  });
  await service.stop();
}

async function serviceTurn(
  installation: Installation,
  registries: Registry[],
  tlds: ReturnType<typeof distinctTlds>,
  seconds: number,
): Promise<Filed[]> {
  const caller = installation.caller(CALLERS);
  const filed: Filed[] = [];
  await inLoops(CALLERS, timer(seconds), async (index) => {
    const token = registries[index]?.token ?? '';
    filed.push(await file(caller, token, reportBody(next(tlds).tld)));
  });
  caller.close();
  return filed;
}

/** Transactions a second. */
async function bareTurn(
  installation: Installation,
  recorded: RecordedIntake,
  seconds: number,
): Promise<number> {
  const clients = Array.from({ length: CALLERS }, () => new pg.Client(installation.postgres.url));
  for (const client of clients) client.on('error', () => undefined);
  await Promise.all(clients.map((client) => client.connect()));
  let done = 0;
  const begun = performance.now();
  await inLoops(CALLERS, timer(seconds), async (index) => {
    const client = clients[index];
    if (client === undefined) return;
    await recorded.replay(client);
    done += 1;
  });
  const rate = (done * 1_000) / (performance.now() - begun);
  await Promise.all(clients.map((client) => client.end()));
  return rate;
}

async function recordedBy(installation: Installation, registries: Registry[]): Promise<RecordedIntake> {
  const [registry] = registries;
  const [user] = await installation.sql<{ id: string; email: string; name: string; operator_id: string }>(
    'SELECT id, email, name, operator_id FROM users WHERE email = $1',
    [registry?.user],
  );
  if (user === undefined || registry === undefined) throw new Error('nobody to report');
  const { id: userId, email, name, operator_id: operatorId } = user;
  const principal = {
    userId,
    email,
    name,
    role: 'operator' as const,
    operatorId,
    scopes: new Set<never>(),
    via: 'token' as const,
    credentialId: userId,
  };
  return RecordedIntake.record(installation.env, principal, registry.tlds[0] ?? '');
}

async function count(installation: Installation): Promise<number> {
  const [row] = await installation.sql<{ count: string }>(
    `SELECT count(*) FROM reports WHERE number NOT LIKE 'bare-%'`,
  );
  return Number(row?.count);
}
