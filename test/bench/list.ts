import { setTimeout as sleep } from 'node:timers/promises';
import { Installation } from '../harness/installation.ts';
import type { Queues } from '../harness/installation.ts';
import type { HttpCaller } from '../harness/http-caller.ts';
import { bareMailRate, nodemailerRate, NOTICE_TEXT } from './bare-mail.ts';
import { median, tell } from './figure.ts';
import { read } from './load.ts';
import { skipped } from './skipped.ts';

const MEMBERS = 5_000;
const TURNS = 3;
const LIST = 'everybody';

/**
 * L4: one alert to a list of 5,000, signed and in clear, beside the loop that the promise was made beside (nodemailer, which makes each mail
 * and signs none) and, for orientation, beside the tightest one: our own transport, which sends one finished mail again and again.
 */
export async function list(): Promise<void> {
  for (const queues of ['redis', 'postgres'] as const) await measure(queues);
}

async function measure(queues: Queues): Promise<void> {
  const installation = await Installation.open({ queues });
  if (installation === null) {
    skipped('list', queues);
    return;
  }
  await installation.populate(1, 1);
  await makeList(installation);
  const service = await installation.start('web,worker');
  const caller = installation.caller(2);
  const rates: number[] = [];
  const bare: number[] = [];
  const oneAgainAndAgain: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    bare.push(await nodemailerRate(installation.sink.url, NOTICE_TEXT, MEMBERS));
    oneAgainAndAgain.push(await bareMailRate(installation.sink.url, NOTICE_TEXT, MEMBERS, { once: true }));
    rates.push(await alertAll(installation, caller));
  }
  const rate = median(rates);
  const beside = median(bare);
  tell({
    bench: 'list',
    figure: `one alert to a list of ${MEMBERS}, signed, queues on ${queues}`,
    value: rate,
    unit: 'mails/s',
    beside,
    besideWhat: 'nodemailer alone, which makes and sends each, unsigned, one thread, 8 connections',
    oneFinishedMailAgainAndAgain: median(oneAgainAndAgain),
    ratioToIt: rate / median(oneAgainAndAgain),
    turns: rates.map(Math.round).join(' '),
    limit: '>= 800/s, ratio >= 0.4',
    ok: rate >= 800 && rate / beside >= 0.4,
  });
  caller.close();
  await service.stop();
}

async function makeList(installation: Installation): Promise<void> {
  await installation.sql(
    `INSERT INTO mailing_lists (id, slug, name, description, kind, tlp, open, encrypted_only, membership, state, created_by, created_at)
     VALUES (gen_random_uuid(), $1, 'Everybody', '', 'own', 'CLEAR', true, false, 'by_hand', 'active', '{"kind": "system", "name": "bench"}', now())`,
    [LIST],
  );
  await installation.sql(
    `INSERT INTO list_subscriptions (id, list_id, email, language, timezone, state, since, leave_token, created_at)
     SELECT gen_random_uuid(), l.id, 'reader@member-' || n || '.example', 'en', 'UTC', 'active', now(), md5(n::text), now()
       FROM mailing_lists l, generate_series(1, $2::int) AS n WHERE l.slug = $1`,
    [LIST, MEMBERS],
  );
}

/** Mails a second from the word that writes the deliveries to the last mail in the sink: so many take two people. */
async function alertAll(installation: Installation, caller: HttpCaller): Promise<number> {
  const alert = { subject: 'A rollover goes wrong', body: NOTICE_TEXT, tlp: 'CLEAR' };
  const answer = await caller.call('POST', `lists/${LIST}/alerts`, installation.token, JSON.stringify(alert));
  const approval = `notifications/${(read(answer, 202) as { id: string }).id}/approval`;
  const had = await installation.sink.count();
  const begun = performance.timeOrigin + performance.now();
  read(await caller.call('POST', approval, installation.secondToken, '{"decision":"approve"}'), 200);
  await installation.sink.waitFor(had + MEMBERS, 120_000);
  const taken = (await installation.sink.taken()).slice(had);
  const recipients = new Set(taken.map(({ to }) => to)).size;
  if (taken.length !== MEMBERS || recipients !== MEMBERS)
    throw new Error(`${taken.length} mails to ${recipients} recipients instead of ${MEMBERS}`);
  // The last results are still being written.
  await sleep(1_500);
  return (MEMBERS * 1_000) / (Math.max(...taken.map(({ at }) => at)) - begun);
}
