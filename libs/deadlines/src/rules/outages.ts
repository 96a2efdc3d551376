import type { MeteredService, TldKind } from '#libs/contracts';
import type { Duty } from './duty.ts';
import { durationText, instantText } from './instants.ts';
import { isMetered, meterOf } from './spec10.ts';
import type { Stretch } from './spec10.ts';

const SOURCE = 'ICANN registry agreement, Specification 10';

const TITLES: Record<MeteredService, string> = { dns: 'DNS', dnssec: 'DNSSEC', epp: 'EPP', rdds: 'RDDS' };

/** All that was noted of one service of one TLD, in whatever incident. */
export interface ServiceOutages {
  /** Of the outage that it is about: the same after corrections. */
  firstId: string;
  tld: string;
  kind: TldKind | null;
  operatorId: string | null;
  service: MeteredService;
  outages: Stretch[];
  maintenance: Stretch[];
}

/** The meter of a service that is down, as a duty to have it up again before its limit; nothing for what is no gTLD. */
export function spec10Duty(noted: ServiceOutages, now: Date): Duty | null {
  const { tld, service, outages, maintenance, kind, operatorId, firstId } = noted;
  const last = [...outages].sort((a, b) => b.from.getTime() - a.from.getTime())[0];
  if (!isMetered(kind) || last === undefined) return null;
  const lookedAt = last.until === null || last.until > now ? now : new Date(last.until.getTime() - 1);
  const meter = meterOf(service, outages, maintenance, lookedAt);
  const paused = maintenance.find(({ from, until }) => from <= now && (until === null || now < until));
  const breachAt = meter.warnings.find(({ percent }) => percent === 100)?.at;
  const limit = durationText(meter.limitMinutes * 60);
  return {
    kind: 'spec10',
    subject: `${tld} ${service} ${firstId}`,
    operatorId,
    startedAt: last.from,
    stoppedAt: last.until !== null && last.until <= now ? last.until : null,
    done: true,
    endsItself: false,
    pausedSince: last.until === null && paused !== undefined ? paused.from : null,
    // Where it does not count, as if it began to count at this moment.
    dueAt: breachAt ?? new Date(now.getTime() + Math.max(0, meter.limitMinutes - meter.usedMinutes) * 60_000),
    start: `${TITLES[service]} of .${tld} went down.`,
    stop: 'It is up again.',
    pause: 'Maintenance that was announced before does not count.',
    source: SOURCE,
    why: [
      `${TITLES[service]} of .${tld}, a gTLD, may be down for ${limit} in any seven days.`,
      `${Math.floor(meter.usedMinutes)} minutes are used at ${instantText(lookedAt)}: ${Math.floor(meter.usedPercent)} % of it.`,
      ...(breachAt === undefined || breachAt === null
        ? []
        : [`Going on like this, the limit is reached ${instantText(breachAt)}.`]),
      ...(paused === undefined
        ? []
        : [`Maintenance announced from ${instantText(paused.from)} does not count.`]),
    ],
    warnings: meter.warnings.flatMap(({ percent, at }) =>
      at === null || percent === 100 ? [] : [{ at, why: `${percent} % of the limit` }],
    ),
  };
}
