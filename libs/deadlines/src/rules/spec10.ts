import type { MeteredService, TldKind } from '#libs/contracts';

/** Minutes in rolling seven days that a service may be down before the emergency threshold of Specification 10 is reached. */
export const LIMIT_MINUTES: Record<MeteredService, number> = {
  dns: 240,
  dnssec: 240,
  epp: 1_440,
  rdds: 1_440,
};
export const WARNED_AT_PERCENT = [10, 25, 50, 100] as const;

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;

/** `until` null: it goes on. */
export interface Stretch {
  from: Date;
  until: Date | null;
}

export interface Meter {
  limitMinutes: number;
  usedMinutes: number;
  /** Of the limit, in percent. */
  usedPercent: number;
  /** Is it counting at this moment? */
  counting: boolean;
  /** When each share was, or on going on like this will be, reached in the outage that goes on; null: it will not be. */
  warnings: { percent: number; at: Date | null }[];
}

const METERED: readonly TldKind[] = ['generic', 'generic-restricted', 'sponsored'];

/** A registry agreement with ICANN binds gTLDs. Of a TLD whose kind nobody told us we do not claim that it does. */
export const isMetered = (kind: TldKind | null): boolean => kind !== null && METERED.includes(kind);

/** DNS counts as up when at least two of the name servers answer on all their addresses (Specification 10, 3.1). */
export const isDnsUp = (servers: { answersAt: boolean[] }[]): boolean =>
  servers.filter(({ answersAt }) => answersAt.length > 0 && answersAt.every(Boolean)).length >= 2;

/** @param maintenance announced before: what lies in it does not count */
export function meterOf(
  service: MeteredService,
  outages: Stretch[],
  maintenance: Stretch[],
  now: Date,
): Meter {
  const limitMinutes = LIMIT_MINUTES[service];
  const spans = countingSpans(outages, maintenance);
  const usedMinutes = usedAt(spans, now.getTime()) / MINUTE;
  const current = spans.find(({ from, until }) => from <= now.getTime() && now.getTime() < until);
  return {
    limitMinutes,
    usedMinutes,
    usedPercent: (usedMinutes / limitMinutes) * 100,
    counting: current !== undefined,
    warnings: WARNED_AT_PERCENT.map((percent) => ({
      percent,
      at:
        current === undefined ? null : reached(spans, current.from, (limitMinutes * MINUTE * percent) / 100),
    })),
  };
}

/** ms since the epoch; `Infinity` where it goes on. */
interface Span {
  from: number;
  until: number;
}

/** Outages joined where they overlap, without what is maintenance. */
function countingSpans(outages: Stretch[], maintenance: Stretch[]): Span[] {
  return maintenance
    .map(spanOf)
    .reduce((left, away) => left.flatMap((span) => without(span, away)), joined(outages.map(spanOf)));
}

const spanOf = ({ from, until }: Stretch): Span => ({
  from: from.getTime(),
  until: until?.getTime() ?? Infinity,
});

function joined(spans: Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && span.from <= last.until) last.until = Math.max(last.until, span.until);
    else result.push({ ...span });
  }
  return result;
}

const without = (span: Span, away: Span): Span[] =>
  [
    { from: span.from, until: Math.min(span.until, away.from) },
    { from: Math.max(span.from, away.until), until: span.until },
  ].filter(({ from, until }) => until > from);

const usedAt = (spans: Span[], at: number): number =>
  spans.reduce(
    (sum, { from, until }) => sum + Math.max(0, Math.min(until, at) - Math.max(from, at - WEEK)),
    0,
  );

/**
 * The first instant from `start` on at which so much is used. What is used changes its slope only where a stretch begins or
 * ends, or leaves the seven days.
 */
function reached(spans: Span[], start: number, wanted: number): Date | null {
  const bends = spans
    .flatMap(({ from, until }) => [from, until, from + WEEK, until + WEEK])
    .filter((at) => at > start && Number.isFinite(at))
    .sort((a, b) => a - b);
  let at = start;
  if (usedAt(spans, at) >= wanted) return new Date(at);
  for (const bend of [...bends, start + 2 * WEEK]) {
    const before = usedAt(spans, at);
    const after = usedAt(spans, bend);
    if (after >= wanted) return new Date(at + ((wanted - before) * (bend - at)) / (after - before));
    at = bend;
  }
  return null;
}
