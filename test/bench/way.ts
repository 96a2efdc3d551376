import { setTimeout as sleep } from 'node:timers/promises';
import { Installation } from '../harness/installation.ts';
import type { Queues } from '../harness/installation.ts';
import { bareMailRate, NOTICE_TEXT } from './bare-mail.ts';
import { median, p95, tell } from './figure.ts';
import { distinctTlds, file, inLoops, next, now, reportBody } from './load.ts';
import type { Filed } from './load.ts';
import { importRealRootZone } from './real-zone.ts';
import { skipped } from './skipped.ts';

const LIMITS: Record<Queues, number> = { redis: 120, postgres: 80 };
const CALLERS = 8;
/** s */
const WARM_UP = 5;
const SUSTAINED = 22;
/** Reports on their way at one time: enough to keep every place of the worker busy. */
const UNDER_WAY = 150;
const MODERATE_RATE = 25;
const MODERATE_SECONDS = 15;
const BARE_MAILS = 1_000;

/** L2: report → triaged → signed receipt accepted by the sink, on each queue backend. */
export async function way(): Promise<void> {
  for (const queues of ['redis', 'postgres'] as const) {
    await measure(queues, ['web,worker'], 'one process');
    await measure(queues, ['web', 'worker'], 'web and worker apart');
  }
}

async function measure(queues: Queues, processes: string[], what: string): Promise<void> {
  const installation = await Installation.open({ queues });
  if (installation === null) {
    skipped('way', queues);
    return;
  }
  const registries = await installation.populate(200, 60);
  const zone = await importRealRootZone(installation);
  const services = await Promise.all(processes.map((roles) => installation.start(roles)));
  const tlds = distinctTlds(registries);
  const caller = installation.caller(CALLERS);
  const fileNext = async (): Promise<Filed> => {
    const { registry, tld } = next(tlds);
    return file(caller, registry.token, reportBody(tld));
  };

  const bareBefore = await bareMailRate(installation.sink.url, NOTICE_TEXT, BARE_MAILS);
  const bareMails = await installation.sink.count();
  const begun = now();
  let filed = 0;
  let mails = 0;
  const isOver = () => now() - begun > (WARM_UP + SUSTAINED) * 1_000;
  const watch = (async () => {
    while (!isOver()) {
      mails = (await installation.sink.count()) - bareMails;
      await sleep(15);
    }
  })();
  await inLoops(CALLERS, isOver, async () => {
    if (filed - mails >= UNDER_WAY) return sleep(5);
    filed += 1;
    return fileNext();
  });
  await watch;
  const from = begun + WARM_UP * 1_000;
  const taken = (await installation.sink.taken()).slice(bareMails);
  const sustained = taken.filter(({ at }) => at >= from && at < from + SUSTAINED * 1_000).length / SUSTAINED;
  await installation.sink.waitFor(bareMails + filed, 60_000);
  const bareAfter = await bareMailRate(installation.sink.url, NOTICE_TEXT, BARE_MAILS);
  tell({
    bench: 'way',
    figure: `report to signed receipt accepted, sustained ${SUSTAINED} s, queues on ${queues}, ${what}`,
    value: sustained,
    unit: '/s',
    beside: (bareBefore + bareAfter) / 2,
    besideWhat: 'bare loop that signs and sends, one thread',
    rootZone: zone,
    limit: `>= ${LIMITS[queues]}/s`,
    ok: sustained >= LIMITS[queues],
  });
  await tellLatency(installation, queues, what, fileNext);
  caller.close();
  await Promise.all(services.map((service) => service.stop()));
}

/** From the 201 to the mail in the sink while reports come in at a steady, bearable rate. */
async function tellLatency(
  installation: Installation,
  queues: Queues,
  what: string,
  fileNext: () => Promise<Filed>,
): Promise<void> {
  const filing: Promise<Filed>[] = [];
  for (let count = 0; count < MODERATE_RATE * MODERATE_SECONDS; count += 1) {
    filing.push(fileNext());
    await sleep(1_000 / MODERATE_RATE);
  }
  const filed = await Promise.all(filing);
  const waits = await mailWaits(installation, filed);
  tell({
    bench: 'way',
    figure: `201 to mail, p95 at ${MODERATE_RATE}/s, queues on ${queues}, ${what}`,
    value: p95(waits),
    unit: 'ms',
    median: median(waits),
    mails: waits.length,
    limit: 'orientation',
    ok: waits.length === filed.length,
  });
}

/** ms from each report's 201 to its receipt in the sink. */
async function mailWaits(installation: Installation, filed: Filed[]): Promise<number[]> {
  const ids = filed.map(({ id }) => id);
  const idle = `SELECT n.report_id, d.message_id FROM deliveries d JOIN notifications n ON n.id = d.notification_id
                 WHERE n.template = 'receipt' AND n.report_id = ANY($1) AND d.state = 'handed_over'`;
  for (let tries = 0; tries < 100; tries += 1) {
    const rows = await installation.sql<{ report_id: string; message_id: string }>(idle, [ids]);
    if (rows.length === filed.length) {
      const arrived = new Map((await installation.sink.taken()).map(({ messageId, at }) => [messageId, at]));
      const mailOf = new Map(rows.map(({ report_id, message_id }) => [report_id, message_id]));
      return filed.map(({ id, at }) => (arrived.get(mailOf.get(id) ?? '') ?? NaN) - at);
    }
    await sleep(200);
  }
  return [];
}
