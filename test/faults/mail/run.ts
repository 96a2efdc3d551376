import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { certificateFor } from '../../fixtures/certificates.ts';
import { Installation } from '../../harness/installation.ts';
import type { Queues } from '../../harness/installation.ts';
import { SmtpSink } from '../../harness/smtp-sink.ts';
import { atTheEnd } from '../../harness/undo.ts';
import type { Options } from '../options.ts';
import { seeded } from '../random.ts';
import { recovered } from '../recovery.ts';
import { hurry } from './hurry.ts';
import { Notices } from './notices.ts';
import { examine, unseen } from './oracle.ts';
import { peopled } from './people.ts';
import { badWeather } from './weather.ts';
import { Whims } from './whims.ts';

const OPERATORS = 60;
/** A relay that hangs is given up soon, so that much comes to pass. */
const PATIENCE = 'starttls=required&limit=2&connect=1&greeting=1&connections=12';
const LOOKED_AT_EVERY = 5_000;

export interface MailOutcome extends Record<string, unknown> {
  queues: Queues;
  seed: number;
  violations: string[];
}

/** All faults of a relay at once on one queue backend, then the oracle. Null where there is no such backend here. */
export async function runMailFaults(options: Options, queues: Queues): Promise<MailOutcome | null> {
  const installation = await Installation.open({ queues });
  if (installation === null) return null;
  const tls = certificateFor('IP:127.0.0.1');
  const sink = await SmtpSink.start({ tls });
  atTheEnd(() => sink.stop());
  const ca = join(installation.postgres.dataDir, 'relay-ca.pem');
  await writeFile(ca, tls.cert);
  const { service, operators, token } = await peopled(installation, OPERATORS);
  atTheEnd(() => service.stop());
  const process = await installation.start('web,worker', {
    SMTP_URL: `${sink.url}?${PATIENCE}`,
    SMTP_CA_FILE: ca,
    AUTO_NOTIFY: 'off',
    MASS_SEND_OPERATORS: '100000',
  });

  let isOver = false;
  let isAllOver = false;
  const random = seeded(options.seed);
  const whims = new Whims(random);
  sink.whim = whims.step;
  sink.mood = whims.greeting;
  const caller = installation.caller(4);
  const notices = new Notices(caller, token, operators, seeded(options.seed + 1));
  const acts = [
    badWeather(() => isOver, sink, certificateFor('IP:127.0.0.1'), whims, seeded(options.seed + 2)),
    notices.tellUntil(() => isOver),
  ];
  const hurrying = hurry(() => isAllOver, installation, service);
  const violations: string[] = [];
  const end = performance.now() + options.minutes * 60_000;
  while (performance.now() < end) {
    await sleep(Math.min(LOOKED_AT_EVERY, Math.max(0, end - performance.now())));
    violations.push(...(await unseen(installation)));
  }
  isOver = true;
  await Promise.all(acts);
  caller.close();
  sink.behaveWell();

  const recovery = await recovered(installation);
  isAllOver = true;
  await hurrying;
  const findings = await examine(installation, sink, operators, notices.accepted);
  return {
    run: 'mail faults',
    queues,
    seed: options.seed,
    minutes: options.minutes,
    faults: whims.done,
    notices: notices.accepted.length,
    ...findings,
    recoverySeconds: recovery.seconds,
    violations: [
      ...violations,
      ...notices.strange,
      ...recovery.stuck.map((row) => `stuck: ${row}`),
      ...process.fellOver,
      ...findings.violations,
    ],
  };
}
