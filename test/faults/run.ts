import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Installation } from '../harness/installation.ts';
import type { Queues } from '../harness/installation.ts';
import type { ServiceProcess } from '../harness/service-process.ts';
import { Chaos } from './chaos.ts';
import { notifyUntil } from './notifier.ts';
import { examine } from './oracle.ts';
import type { Options } from './options.ts';
import { planOf } from './plan.ts';
import { seeded } from './random.ts';
import { recovered, RECOVERY_LIMIT } from './recovery.ts';
import { Reporter } from './reporter.ts';
import { Told } from './told.ts';

const REPORTERS = 8;
const REGISTRIES = 40;
/** ms; a sink that takes its time keeps mails in flight when the kill comes. */
const SINK_LATENCY = 30;
/**
 * Mails that one worker process can have between the first byte of DATA and the committed result (libs/notifications,
 * `MOST_UNRECORDED`). One fault can double that many and no more.
 */
const IN_FLIGHT = 16;

export interface Outcome extends Record<string, unknown> {
  queues: Queues;
  seed: number;
  violations: string[];
}

/** Faults on one queue backend, then the oracle. Null where there is no such backend here. */
export async function runFaults(options: Options, queues: Queues): Promise<Outcome | null> {
  const installation = await Installation.open({ queues, sinkLatencyMs: SINK_LATENCY });
  if (installation === null) return null;
  const registries = await installation.populate(REGISTRIES, 25);
  const [web, worker] = await Promise.all([installation.start('web'), installation.start('worker')]);
  const chaos = new Chaos(installation, web, worker);
  const told = new Told();
  const plan = planOf(options, queues);

  let isOver = false;
  const caller = installation.caller(REPORTERS + 1);
  const clients = Array.from({ length: REPORTERS }, (_, index) =>
    new Reporter(`r${index}`, caller, registries, told, seeded(options.seed + index + 1)).fileUntil(
      () => isOver,
    ),
  );
  clients.push(notifyUntil(() => isOver, caller, installation.token, told, seeded(options.seed)));
  await chaos.follow(plan);
  isOver = true;
  await Promise.all(clients);
  caller.close();

  const recovery = await recovered(installation);
  const findings = await examine(installation, told);
  const crashes = worker.kills + (chaos.done['crash-postgres'] ?? 0) + (chaos.done['end-connections'] ?? 0);
  const allowed = crashes * IN_FLIGHT;
  const { lost, wrongRecipients, other, ...counts } = findings;
  const violations = [
    ...lost,
    ...wrongRecipients,
    ...other,
    ...recovery.stuck.map((row) => `stuck: ${row}`),
    ...(recovery.seconds > RECOVERY_LIMIT ? [`recovery took ${recovery.seconds} s`] : []),
    ...(counts.duplicates > allowed ? [`${counts.duplicates} duplicates, ${allowed} allowed`] : []),
    ...fallen(web, worker),
  ];
  return {
    queues,
    seed: options.seed,
    minutes: options.minutes,
    faults: chaos.done,
    connectionsEnded: chaos.connectionsEnded,
    postgresAwaySeconds: Math.round(chaos.longestAway / 100) / 10,
    restarts: web.kills + worker.kills,
    reports: told.reports.length,
    reportsTriedAgain: told.reports.filter(({ tries }) => tries > 1).length,
    notices: told.notices.length,
    unanswered: told.unanswered,
    answered503: told.away,
    ...counts,
    allowedDuplicates: allowed,
    lost: lost.length,
    wrongRecipients: wrongRecipients.length,
    recoverySeconds: recovery.seconds,
    violations,
    ...(violations.length > 0 ? { logs: await keptLogs(options.seed, queues, [web, worker]) } : {}),
  };
}

/** Faults around it must not end a process: only kills do. */
const fallen = (...processes: ServiceProcess[]) => processes.flatMap(({ fellOver }) => fellOver);

/** What the processes said last, for whoever has to find out. */
async function keptLogs(seed: number, queues: Queues, processes: ServiceProcess[]): Promise<string[]> {
  return Promise.all(
    processes.map(async ({ name, words }) => {
      const file = join(tmpdir(), `dnscert-faults-${seed}-${queues}-${name}.log`);
      await writeFile(file, words);
      return file;
    }),
  );
}
