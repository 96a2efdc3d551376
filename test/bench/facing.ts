import { setTimeout as sleep } from 'node:timers/promises';
import { bring, plainMail } from '../fixtures/incoming-mail.ts';
import { ForwardingRelay } from '../harness/forwarding-relay.ts';
import { Installation } from '../harness/installation.ts';
import { freePort } from '../harness/servers.ts';
import type { ServiceProcess } from '../harness/service-process.ts';
import { tell } from './figure.ts';

const MINUTES = 10;
/** ms between two mails that ask for an answer. */
const PAUSE = 2_000;
/** Of each side two addresses: the one that seems to ask, and the one that answers come from. */
const MOST = 4;

interface Side {
  domain: string;
  port: number;
  service: ServiceProcess;
}

/** Two services face each other by mail for ten minutes, on a way that takes out what says that a program wrote: no loop. */
export async function facing(): Promise<void> {
  const relay = await ForwardingRelay.start(['Auto-Submitted', 'Precedence', 'List-Id']);
  const [a, b] = [await sideOf('a.example', relay), await sideOf('b.example', relay)];
  const until = performance.now() + MINUTES * 60_000;
  let provoked = 0;
  for (; performance.now() < until; provoked += 2) {
    await provoke(a, b);
    await provoke(b, a);
    await sleep(PAUSE);
  }
  const during = relay.forwarded.length;
  await sleep(10 * PAUSE);
  const value = relay.forwarded.length;
  for (const { service } of [a, b]) await service.stop();
  await relay.stop();
  tell({
    bench: 'facing',
    figure: `mails between two services in ${MINUTES} minutes, ${provoked} of them asked for an answer`,
    value,
    unit: 'mails',
    after: value - during,
    limit: `<= ${MOST}, none after the last`,
    ok: value <= MOST && value === during,
  });
}

async function sideOf(domain: string, relay: ForwardingRelay): Promise<Side> {
  const installation = await Installation.open({ queues: 'postgres' });
  if (installation === null) throw new Error('PostgreSQL is always there');
  const port = await freePort();
  const service = await installation.start('web,worker,inbound', {
    AUTO_NOTIFY: 'off',
    MAIL_DOMAIN: domain,
    SMTP_URL: relay.url,
    INBOUND_SMTP_PORT: String(port),
  });
  relay.route(domain, port);
  return { domain, port, service };
}

/** A report without a signature is answered with a link: to the other service, which has written none. */
async function provoke({ domain, port }: Side, other: Side): Promise<void> {
  const [from, to] = [`report@${other.domain}`, `report@${domain}`];
  await bring(port, from, to, plainMail({ from, to }, 'The name servers of .aa do not answer.'));
}
