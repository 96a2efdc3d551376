import { setTimeout as sleep } from 'node:timers/promises';
import { Installation } from '../harness/installation.ts';
import type { Queues, Registry } from '../harness/installation.ts';
import type { HttpCaller } from '../harness/http-caller.ts';
import { p95, tell } from './figure.ts';
import { distinctTlds, file, inLoops, next, reportBody } from './load.ts';
import type { Filed } from './load.ts';
import { skipped } from './skipped.ts';

const FLOOD = 10_000;
const EMERGENCIES = 20;
const CALLERS = 16;
/** Within which each emergency must have come through for the bench to go on at all, ms. */
const PATIENCE = 60_000;

interface Waits {
  triaged: number[];
  mailed: number[];
}

/** L5: with 10,000 low-severity reports queued, a critical one goes first; beside the same on an empty queue. */
export async function emergency(): Promise<void> {
  for (const queues of ['redis', 'postgres'] as const) await measure(queues);
}

async function measure(queues: Queues): Promise<void> {
  const installation = await Installation.open({ queues });
  if (installation === null) {
    skipped('emergency', queues);
    return;
  }
  const registries = await installation.populate(250, 80);
  const caller = installation.caller(CALLERS);
  const flooded = registries.slice(0, 200);
  const struck = registries.slice(200);
  await installation.start('web');
  let worker = await installation.start('worker');
  await emergencies(installation, caller, struck.slice(0, 5), 5);
  const quiet = await emergencies(installation, caller, struck.slice(5, 25), EMERGENCIES);

  await worker.stop();
  const flood = new Flood(installation, caller, flooded);
  await flood.fill();
  worker = await installation.start('worker');
  flood.keepUp();
  const inFlood = await emergencies(installation, caller, struck.slice(25, 45), EMERGENCIES);
  await flood.stop();

  const told = (what: string, value: number[], beside: number[], limit: number) =>
    tell({
      bench: 'emergency',
      figure: `critical report ${what}, p95 of ${EMERGENCIES}, ${FLOOD} low ones queued, queues on ${queues}`,
      value: p95(value),
      unit: 'ms',
      beside: p95(beside),
      besideWhat: 'the same on an empty queue',
      leastQueued: flood.least,
      limit: `<= ${limit} ms`,
      ok: p95(value) <= limit && value.length === EMERGENCIES,
    });
  told('triaged', inFlood.triaged, quiet.triaged, 1_000);
  told('first mail', inFlood.mailed, quiet.mailed, 3_000);
  caller.close();
  await worker.stop();
}

/** Low reports, filled up again as the worker takes them. */
class Flood {
  /** Fewest that were waiting while emergencies were measured. */
  least = Infinity;
  private waiting = 0;
  private over = false;
  private keeping: Promise<unknown> = Promise.resolve();
  private readonly tlds;

  constructor(
    private readonly installation: Installation,
    private readonly caller: HttpCaller,
    registries: Registry[],
  ) {
    this.tlds = distinctTlds(registries);
  }

  async fill(): Promise<void> {
    await inLoops(
      CALLERS - 2,
      () => this.waiting >= FLOOD,
      () => this.fileOne(),
    );
  }

  keepUp(): void {
    const count = async (): Promise<void> => {
      while (!this.over) {
        const [row] = await this.installation.sql<{ count: string }>(
          `SELECT count(*) FROM reports WHERE state = 'received' AND lane = 'normal'`,
        );
        this.waiting = Number(row?.count);
        this.least = Math.min(this.least, this.waiting);
        await sleep(300);
      }
    };
    const refill = inLoops(
      6,
      () => this.over,
      () => (this.waiting < FLOOD ? this.fileOne() : sleep(20)),
    );
    this.keeping = Promise.all([count(), refill]);
  }

  async stop(): Promise<void> {
    this.over = true;
    await this.keeping;
  }

  private async fileOne(): Promise<void> {
    this.waiting += 1;
    const { registry, tld } = next(this.tlds);
    await file(this.caller, registry.token, reportBody(tld));
  }
}

/** One after the other, each on a TLD of its own, at moments that fall anywhere in the worker's rhythm. */
async function emergencies(
  installation: Installation,
  caller: HttpCaller,
  registries: Registry[],
  count: number,
): Promise<Waits> {
  const waits: Waits = { triaged: [], mailed: [] };
  for (const registry of registries.slice(0, count)) {
    const tld = registry.tlds[0] ?? '';
    const more = {
      severity: 'critical',
      kind: 'authoritative-outage',
      summary: `No name server of .${tld} answers`,
    };
    const filed = await file(caller, registry.token, reportBody(tld, more));
    const { triaged, mailed } = await comeThrough(installation, filed);
    waits.triaged.push(triaged);
    waits.mailed.push(mailed);
    await sleep(200 + Math.random() * 300);
  }
  return waits;
}

async function comeThrough(
  installation: Installation,
  { id, at }: Filed,
): Promise<{ triaged: number; mailed: number }> {
  const end = performance.now() + PATIENCE;
  while (performance.now() < end) {
    await sleep(100);
    const [row] = await installation.sql<{ triaged_at: Date | null; message_ids: string[] }>(
      `SELECT r.triaged_at, ARRAY(SELECT d.message_id FROM deliveries d WHERE d.incident_id = r.incident_id) AS message_ids
         FROM reports r WHERE r.id = $1`,
      [id],
    );
    if (row === undefined || row.triaged_at === null) continue;
    const own = new Set(row.message_ids);
    const mails = (await installation.sink.taken()).filter(({ messageId }) => own.has(messageId));
    if (mails.length === 0) continue;
    const first = Math.min(...mails.map((mail) => mail.at));
    return { triaged: Math.max(0, row.triaged_at.getTime() - at), mailed: Math.max(0, first - at) };
  }
  throw new Error(`an emergency did not come through within ${PATIENCE} ms`);
}
