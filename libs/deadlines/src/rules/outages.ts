import type { MeteredService, TldKind } from '#libs/contracts';
import type { Duty } from './duty.ts';
import { isMetered, meterOf } from './spec10.ts';
import type { Stretch } from './spec10.ts';
import type { Sentence } from '../words/sentence.ts';

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
  const named = { service: TITLES[service], tld };
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
    start: { code: 'serviceDown', values: named },
    stop: { code: 'serviceUp' },
    pause: { code: 'maintenancePauses' },
    source: { code: 'spec10Source' },
    why: [
      { code: 'serviceMayBeDown', values: { ...named, limit: meter.limitMinutes * 60 } },
      {
        code: 'minutesUsed',
        values: {
          used: Math.floor(meter.usedMinutes),
          at: lookedAt.toISOString(),
          percent: Math.floor(meter.usedPercent),
        },
      },
      ...(breachAt === undefined || breachAt === null ? [] : [at('limitReachedAt', breachAt)]),
      ...(paused === undefined ? [] : [at('maintenanceFrom', paused.from)]),
    ],
    warnings: meter.warnings.flatMap(({ percent, at }) =>
      at === null || percent === 100 ? [] : [{ at, why: { code: 'shareOfLimit', values: { percent } } }],
    ),
  };
}

const at = (code: 'limitReachedAt' | 'maintenanceFrom', instant: Date): Sentence => ({
  code,
  values: { at: instant.toISOString() },
});
