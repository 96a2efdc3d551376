import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpCaller } from '../harness/http-caller.ts';
import { between } from './random.ts';
import type { Random } from './random.ts';
import type { Told } from './told.ts';

/** A responder who tells the affected operators of one incident after another. An answer that is lost is not asked for again. */
export async function notifyUntil(
  isOver: () => boolean,
  caller: HttpCaller,
  token: string,
  told: Told,
  random: Random,
): Promise<void> {
  while (!isOver()) {
    await sleep(between(random, 300, 900));
    try {
      await notifyOne(caller, token, told, random);
    } catch {
      told.unanswered += 1;
    }
  }
}

async function notifyOne(caller: HttpCaller, token: string, told: Told, random: Random): Promise<void> {
  const list = await caller.call('GET', 'incidents?limit=20', token);
  if (list.status !== 200) {
    if (list.status === 503) told.away += 1;
    else told.strange.push(`GET incidents answered ${list.status}: ${list.text.slice(0, 300)}`);
    return;
  }
  const { items } = JSON.parse(list.text) as { items: { id: string }[] };
  const incident = items[between(random, 0, items.length)];
  if (incident === undefined) return;
  const body = JSON.stringify({
    template: 'update',
    audience: { affected: true },
    body: 'We are looking into it.',
  });
  const answer = await caller.call('POST', `incidents/${incident.id}/notifications`, token, body);
  if (answer.status === 201) {
    const { id, deliveries } = JSON.parse(answer.text) as { id: string; deliveries: unknown[] };
    told.notices.push({ id, deliveries: deliveries.length });
  } else if (answer.status === 503) told.away += 1;
  else told.strange.push(`POST notifications answered ${answer.status}: ${answer.text.slice(0, 300)}`);
}
