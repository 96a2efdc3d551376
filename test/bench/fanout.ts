import { setTimeout as sleep } from 'node:timers/promises';
import { Installation } from '../harness/installation.ts';
import type { Queues, Registry } from '../harness/installation.ts';
import type { HttpCaller } from '../harness/http-caller.ts';
import { bareMailRate } from './bare-mail.ts';
import { median, tell } from './figure.ts';
import { file, read, reportBody } from './load.ts';
import { readerKeys } from './reader-keys.ts';
import type { ReaderKey } from './reader-keys.ts';
import { skipped } from './skipped.ts';

const OPERATORS = 1_500;
const TURNS = 3;

/** L3: one incident to 1,500 operators, each mail signed for itself and encrypted to its reader, beside the bare loop, in turns. */
export async function fanout(): Promise<void> {
  const keys = await readerKeys(OPERATORS);
  for (const queues of ['redis', 'postgres'] as const) {
    await measure(queues, 'critical', []);
    for (const severity of ['critical', 'low']) await measure(queues, severity, keys);
  }
}

/** `keys`: of the readers, one each; none: in clear. */
async function measure(queues: Queues, severity: string, keys: ReaderKey[]): Promise<void> {
  const installation = await Installation.open({ queues });
  if (installation === null) {
    skipped('fanout', queues);
    return;
  }
  const registries = await installation.populate(OPERATORS, 1, 1);
  await giveKeys(installation, registries, keys);
  // What is sent by itself is no part of this.
  const service = await installation.start('web,worker', { AUTO_NOTIFY: 'off' });
  const caller = installation.caller(2);
  const incident = await openIncident(installation, caller, registries, severity);
  const text = await previewText(installation, caller, incident, registries);
  const rates: number[] = [];
  const bare: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    bare.push(
      await bareMailRate(installation.sink.url, text, OPERATORS, {
        keys: keys.map(({ armored }) => armored),
      }),
    );
    rates.push(await tellAll(installation, caller, incident, registries));
  }
  const rate = median(rates);
  const beside = median(bare);
  tell({
    bench: 'fanout',
    figure: `one ${severity} incident to ${OPERATORS} operators, signed${keys.length === 0 ? '' : ' and encrypted'}, queues on ${queues}`,
    value: rate,
    unit: 'mails/s',
    beside,
    besideWhat: 'bare loop that makes and sends the same, one thread, 8 connections',
    turns: rates.map(Math.round).join(' '),
    limit: '>= 250/s, ratio >= 0.5',
    ok: rate >= 250 && rate / beside >= 0.5,
  });
  caller.close();
  await service.stop();
}

async function giveKeys(
  installation: Installation,
  registries: Registry[],
  keys: readonly ReaderKey[],
): Promise<void> {
  if (keys.length === 0) return;
  await installation.sql(
    `UPDATE contacts c SET key_armored = k.armored, key_fingerprint = k.fingerprint, key_algorithm = 'Ed25519', encryption = 'if_key'
       FROM unnest($1::text[], $2::text[], $3::text[]) AS k (email, armored, fingerprint) WHERE c.email = k.email`,
    [
      registries.map(({ contact }) => contact),
      keys.map(({ armored }) => armored),
      keys.map(({ fingerprint }) => fingerprint),
    ],
  );
}

async function openIncident(
  installation: Installation,
  caller: HttpCaller,
  [registry]: Registry[],
  severity: string,
): Promise<string> {
  const tld = registry?.tlds[0] ?? '';
  const body =
    severity === 'critical'
      ? reportBody(tld, {
          severity,
          kind: 'authoritative-outage',
          summary: `No name server of .${tld} answers`,
        })
      : reportBody(tld);
  const { id } = await file(caller, registry?.token ?? '', body);
  await installation.sink.waitFor(1, 30_000);
  await sleep(1_000);
  const [row] = await installation.sql<{ incident_id: string; severity: string }>(
    'SELECT incident_id, severity FROM reports WHERE id = $1',
    [id],
  );
  if (row === undefined || isUrgent(row.severity) !== isUrgent(severity))
    throw new Error(`the incident came out as ${row?.severity ?? 'none'}`);
  return row.incident_id;
}

/** Such incidents have the lane with reserved places to themselves. */
const isUrgent = (severity: string) => severity === 'critical' || severity === 'high';

const audienceOf = (registries: Registry[]) => ({ operators: registries.map(({ slug }) => slug) });

async function previewText(
  installation: Installation,
  caller: HttpCaller,
  incident: string,
  registries: Registry[],
): Promise<string> {
  const body = { template: 'notice', audience: audienceOf(registries.slice(0, 1)), preview: true };
  const answer = await caller.call(
    'POST',
    `incidents/${incident}/notifications`,
    installation.token,
    JSON.stringify(body),
  );
  return (read(answer, 200) as { text: string }).text;
}

/** A notice to so many takes two people: one proposes it, another agrees. @returns the path of the word that sends it */
async function propose(
  installation: Installation,
  caller: HttpCaller,
  incident: string,
  registries: Registry[],
): Promise<string> {
  const body = JSON.stringify({ template: 'notice', audience: audienceOf(registries) });
  const answer = await caller.call('POST', `incidents/${incident}/notifications`, installation.token, body);
  return `notifications/${(read(answer, 202) as { id: string }).id}/approval`;
}

/** Mails a second from the request that writes the deliveries to the last mail in the sink. */
async function tellAll(
  installation: Installation,
  caller: HttpCaller,
  incident: string,
  registries: Registry[],
): Promise<number> {
  const approval = await propose(installation, caller, incident, registries);
  const had = await installation.sink.count();
  const begun = performance.timeOrigin + performance.now();
  const answer = await caller.call('POST', approval, installation.secondToken, '{"decision":"approve"}');
  read(answer, 200);
  await installation.sink.waitFor(had + OPERATORS, 120_000);
  const taken = (await installation.sink.taken()).slice(had);
  const recipients = new Set(taken.map(({ to }) => to)).size;
  if (taken.length !== OPERATORS || recipients !== OPERATORS)
    throw new Error(`${taken.length} mails to ${recipients} recipients instead of ${OPERATORS}`);
  const last = Math.max(...taken.map(({ at }) => at));
  // The record and the last results are still being written.
  await sleep(1_500);
  return (OPERATORS * 1_000) / (last - begun);
}
