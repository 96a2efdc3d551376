import { DateTime } from 'luxon';
import type {
  AwarenessView,
  DeadlineView,
  DueDeadlineView,
  EmbargoView,
  FilingView,
  IncidentDeadlinesView,
  Language,
  LadderStepView,
  MeterView,
  OutageView,
} from '#libs/contracts';
import type { DueRow, Shown } from './deadlines.service.ts';
import type { AwarenessRow, FilingRow, IncidentFacts, OutageRow } from './facts.ts';
import type { NotedOutage } from './noted-outages.ts';
import type { DeadlineRow } from './rows.ts';
import { isMetered, meterOf } from './rules/spec10.ts';
import { allInWords, inWords } from './words/in-words.ts';

const instant = (at: Date | null) => at?.toISOString() ?? null;

/** What is around a deadline that is shown. */
type Around = Omit<Shown, 'rows'>;

/** In the language of whoever reads it; so are all that follow. */
export function deadlineView(
  row: DeadlineRow,
  { steps, operators }: Around,
  language: Language,
): DeadlineView {
  const { start, stop, pause, source, why } = row.words;
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    operator: operatorOf(row.operatorId, operators),
    // Of a meter without the id of its outage; an operator stands beside it.
    subject: row.kind === 'spec10' ? row.subject.split(' ').slice(0, 2).join(' ') : '',
    exercise: row.exercise,
    startedAt: row.startedAt.toISOString(),
    dueAt: row.deadlineAt.toISOString(),
    stoppedAt: instant(row.stoppedAt),
    pausedSince: instant(row.pausedSince),
    limitSeconds: Math.round((row.deadlineAt.getTime() - row.startedAt.getTime()) / 1_000),
    start: inWords(start, language),
    stop: inWords(stop, language),
    pause: inWords(pause, language),
    source: inWords(source, language),
    why: allInWords(why, language),
    ladder: ladderOf(row, steps.get(row.id) ?? [], language),
    quietUntil: instant(row.quietUntil),
    acknowledgedBy: row.acknowledgedBy,
    acknowledgedAt: instant(row.acknowledgedAt),
    nobodyToldAt: instant(row.nobodyToldAt),
  };
}

/** Of repeats those that were, and the one that comes next. */
function ladderOf(
  { rungs, climbed: count }: DeadlineRow,
  climbed: { index: number; outcome: LadderStepView['outcome']; told: string[]; climbedAt: Date }[],
  language: Language,
): LadderStepView[] {
  const shown = rungs.filter(({ repeat }, index) => repeat === undefined || index <= count);
  return shown.map(({ step, at, why }, index) => {
    const done = climbed.find((one) => one.index === index);
    return {
      step,
      at: (done?.climbedAt ?? at).toISOString(),
      why: why === null ? null : inWords(why, language),
      outcome: done?.outcome ?? null,
      told: done?.told ?? [],
    };
  });
}

export const dueDeadlineView = (row: DueRow, shown: Around, language: Language): DueDeadlineView => ({
  ...deadlineView(row, shown, language),
  incident: {
    id: row.incidentId,
    number: row.number,
    title: row.title,
    severity: row.severity,
    tlp: row.tlp,
  },
});

export function incidentDeadlinesView(
  shown: Shown & { facts: IncidentFacts | null; noted: NotedOutage[] },
  language: Language,
): IncidentDeadlinesView {
  const { facts, now } = shown;
  const names = new Map([
    ...shown.operators,
    ...(facts?.operators ?? []).map(({ operatorId, name }) => [operatorId, name] as const),
  ]);
  const isOpen = ({ stoppedAt, state }: DeadlineRow) => stoppedAt === null && state !== 'ended';
  const ordered = [...shown.rows].sort(
    (a, b) => Number(isOpen(b)) - Number(isOpen(a)) || a.deadlineAt.getTime() - b.deadlineAt.getTime(),
  );
  return {
    now: now.toISOString(),
    deadlines: ordered.map((row) => deadlineView(row, { ...shown, operators: names }, language)),
    awareness: awarenessViews(facts?.awareness ?? [], names),
    filings: (facts?.filings ?? []).map((row) => filingView(row, names)),
    outages: shown.noted.map(outageView),
    meters: metersOf(facts?.outages ?? [], now),
    embargo: embargoOf(facts, language),
  };
}

function awarenessViews(rows: AwarenessRow[], names: ReadonlyMap<string, string>): AwarenessView[] {
  const last = new Map(rows.map((row) => [row.operatorId, row.id]));
  return [...rows].reverse().map((row) => ({
    id: row.id,
    operator: operatorOf(row.operatorId, names),
    awareAt: row.awareAt.toISOString(),
    reason: row.reason,
    unlawful: row.unlawful,
    crossBorder: row.crossBorder,
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt.toISOString(),
    inForce: last.get(row.operatorId) === row.id,
  }));
}

const filingView = (row: FilingRow, names: ReadonlyMap<string, string>): FilingView => ({
  id: row.id,
  operator: operatorOf(row.operatorId, names),
  kind: row.kind,
  filedAt: row.filedAt.toISOString(),
  reference: row.reference,
  notedBy: row.notedBy,
  notedAt: row.notedAt.toISOString(),
});

const outageView = (row: NotedOutage): OutageView => ({
  id: row.id,
  tld: row.tld,
  service: row.service,
  from: row.fromAt.toISOString(),
  until: instant(row.untilAt),
  maintenance: row.maintenance,
  reason: row.reason,
  learnedAt: row.learnedAt.toISOString(),
  notedBy: row.notedBy,
  notedAt: row.notedAt.toISOString(),
  corrects: row.corrects,
  withdrawn: row.withdrawn,
  inForce: row.inForce,
});

/** Of gTLDs alone: a ccTLD has no such agreement. */
function metersOf(outages: OutageRow[], now: Date): MeterView[] {
  const metered = outages.filter(({ kind }) => isMetered(kind));
  const keys = new Map(metered.map((row) => [`${row.tld} ${row.service}`, row]));
  return [...keys.values()].map(({ tld, service }) => {
    const own = metered.filter((row) => row.tld === tld && row.service === service);
    const stretches = (maintenance: boolean) =>
      own
        .filter((row) => row.maintenance === maintenance)
        .map(({ fromAt, untilAt }) => ({ from: fromAt, until: untilAt }));
    const { warnings, ...meter } = meterOf(service, stretches(false), stretches(true), now);
    return {
      tld,
      service,
      ...meter,
      warnings: warnings.map(({ percent, at }) => ({ percent, at: instant(at) })),
    };
  });
}

function embargoOf(facts: IncidentFacts | null, language: Language): EmbargoView | null {
  const embargo = facts?.embargo ?? null;
  if (embargo === null || embargo.untilAt === null) return null;
  const { untilAt, zone, agreedWith, reason, setBy, setAt } = embargo;
  const words = `${DateTime.fromJSDate(untilAt).setZone(zone).setLocale(language).toFormat('ccc yyyy-MM-dd HH:mm ZZ')} ${zone}`;
  return { until: untilAt.toISOString(), zone, words, agreedWith, reason, setBy, setAt: setAt.toISOString() };
}

const operatorOf = (id: string | null, names: ReadonlyMap<string, string>) =>
  id === null ? null : { id, name: names.get(id) ?? '' };
