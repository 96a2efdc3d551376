import { setTimeout as sleep } from 'node:timers/promises';
import type { Certificate } from '../../fixtures/certificates.ts';
import type { SmtpSink } from '../../harness/smtp-sink.ts';
import { between } from '../random.ts';
import type { Random } from '../random.ts';
import type { Whims } from './whims.ts';

/** What comes over the whole relay for a while: STARTTLS is stripped, its certificate is another's, nobody is there. */
export async function badWeather(
  isOver: () => boolean,
  sink: SmtpSink,
  foreign: Certificate,
  whims: Whims,
  random: Random,
): Promise<void> {
  const spells: [string, () => Promise<void> | void][] = [
    ['STARTTLS stripped', () => sink.offer('no STARTTLS')],
    ['wrong certificate', () => sink.offer(foreign)],
    ['all connections cut', () => sink.hangUp()],
    [
      'nobody there',
      async () => {
        await sink.goAway();
        await sleep(between(random, 200, 1_500));
        await sink.comeBack();
      },
    ],
  ];
  while (!isOver()) {
    await sleep(between(random, 800, 3_000));
    const [name, begin] = spells[between(random, 0, spells.length)] ?? ['', () => undefined];
    whims.count(name);
    await begin();
    // Kept connections are past it: what is offered shows at new ones.
    if (name.startsWith('STARTTLS') || name.startsWith('wrong')) sink.hangUp();
    await sleep(between(random, 300, 1_200));
    sink.offer('its certificate');
  }
}
