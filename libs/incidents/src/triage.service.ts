import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Severity, TimelineActor, TldImpact } from '#libs/contracts';
import { isAtLeast, tlpRestriction } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { Directory, RootZones } from '#libs/operators';
import { Bells } from '#libs/queue';
import type { Claim, WorkHandler } from '#libs/queue';
import { Timeline } from '#libs/timeline';
import type { NewEntry } from '#libs/timeline';
import type { DuplicateCandidate, DuplicateVerdict, TriageRules } from '#libs/triage';
import { findDuplicate } from '#libs/triage';
import { assess, namedTlds, touchedOperators, withUndelegated } from './assessment.ts';
import type { Assessment, TouchedOperator } from './assessment.ts';
import { AffectedOperator, Announcement, Incident } from './incident.entity.ts';
import { movedEntry, movedOperators, moveOperators } from './moved-operators.ts';
import type { MovedOperator } from './moved-operators.ts';
import { nextNumber } from './numbers.ts';
import { Report } from './report.entity.ts';
import type { TriageReasons } from './report.entity.ts';
import { TELLING_POLICY, TRIAGE_RULES } from './rules.ts';
import type { TellingPolicy } from './rules.ts';
import { OPEN_STATES } from './state.ts';

const TRIAGE: TimelineActor = { kind: 'system', name: 'triage' };
/** h; no rule joins reports further apart, so no older incident need be looked at. */
const WIDEST_WINDOW = 24 * 14;

type Verdict = Omit<Assessment, 'reasons'>;

/** A report that is being triaged, with all that was found out about it. */
interface Case {
  report: Report;
  reporter: TimelineActor;
  verdict: Verdict;
  touched: TouchedOperator[];
  serial: number | null;
  now: Date;
}

/** Sorts a report: what is it, how bad, who else is touched, do we know it already. */
@Injectable()
export class Triage implements WorkHandler {
  readonly job = 'report.triage' as const;
  readonly table = 'reports';
  readonly states = ['received'];

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly rootZones: RootZones,
    private readonly timeline: Timeline,
    private readonly bells: Bells,
    @Inject(TRIAGE_RULES) private readonly rules: TriageRules,
    @Inject(TELLING_POLICY) private readonly policy: TellingPolicy,
  ) {}

  async work(claim: Claim): Promise<void> {
    const report = await this.transactions.reader.getRepository(Report).findOneByOrFail({ id: claim.id });
    const { serial, tlds } = await this.rootZones.impactOf(report.resources);
    const impact = withUndelegated(tlds, report.resources);
    const operatorOf = await this.directory.operatorsOfTlds(impact.map(({ label }) => label));
    const verdict = assess(this.rules, report, impact, speaksForItsOwn(report, operatorOf));
    const touched = touchedOperators(impact, operatorOf, report.operatorId);
    const reporter = await this.reporterOf(report);
    await this.transactions.run(async (tx) => {
      await lockNeighbourhood(tx, verdict, report);
      if (!(await this.stillHolds(tx, claim))) return;
      const known: Case = { report, reporter, verdict, touched, serial, now: await this.clock.now(tx) };
      const duplicate = findDuplicate(
        this.rules,
        {
          kind: verdict.kind,
          resources: report.resources,
          tlds: verdict.tlds,
          at: report.receivedAt,
          exercise: verdict.exercise,
        },
        await candidatesFor(tx, known),
      );
      if (duplicate === null || !(await this.join(tx, known, duplicate))) await this.open(tx, known);
    });
  }

  /** Three failures of ours: a person sees the report as it came in, and why we could not read it. */
  async quarantine(claim: Claim, why: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (!(await this.stillHolds(tx, claim))) return;
      const reasons: TriageReasons = { quarantine: [{ rule: 'quarantine', text: why }] };
      await tx
        .getRepository(Report)
        .update({ id: claim.id }, { state: 'quarantined', reasons, leaseUntil: null });
      await this.timeline.append(tx, { stream: 'report', id: claim.id }, [
        {
          type: 'report.quarantined',
          actor: TRIAGE,
          data: { from: 'received', to: 'quarantined', reason: why.split('\n')[0] },
        },
      ]);
    });
  }

  private async stillHolds(tx: Tx, claim: Claim): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `SELECT 1 FROM reports WHERE id = $1 AND attempt = $2 AND state = 'received' FOR UPDATE`,
      [claim.id, claim.attempt],
    );
    return rows.length > 0;
  }

  private async reporterOf(report: Report): Promise<TimelineActor> {
    const [user] = await this.transactions.reader.query<{ name: string }[]>(
      'SELECT name FROM users WHERE id = $1',
      [report.reporterId],
    );
    return {
      kind: report.operatorId === null ? 'user' : 'operator',
      id: report.reporterId,
      name: user?.name ?? 'reporter',
    };
  }

  private async open(tx: Tx, known: Case): Promise<void> {
    const { report, verdict, touched, now } = known;
    const { number } = await nextNumber(tx, 'incident');
    const incident = tx.getRepository(Incident).create({
      id: uuidv7(),
      number,
      state: 'new',
      title: report.summary,
      summary: '',
      kind: verdict.kind,
      severity: verdict.severity,
      tlp: report.tlp,
      exercise: verdict.exercise,
      reasons: { kind: verdict.kindReasons, severity: verdict.severityReasons },
      resources: report.resources,
      tlds: verdict.tlds,
      assigneeId: null,
      mergedIntoId: null,
      occurredAt: report.occurredAt ?? report.detectedAt,
      openedAt: now,
      lastReportAt: now,
      firstClosedAt: null,
      closedAt: null,
      version: 1,
      updatedAt: now,
    });
    await tx.getRepository(Incident).insert(incident);
    await addOperators(tx, incident.id, touched, now);
    await this.settle(tx, known, 'triaged', incident.id, {});
    await this.announce(
      tx,
      known,
      incident,
      touched.map(({ operatorId }) => operatorId),
    );
    await this.timeline.append(tx, { stream: 'incident', id: incident.id }, [
      receivedEntry(known),
      {
        type: 'incident.opened',
        actor: TRIAGE,
        at: now,
        data: { number, state: 'new', reportNumber: report.number },
      },
      triagedEntry(known),
      impactEntry(known),
      ...touched.map((operator) => operatorEntry(operator, now)),
    ]);
  }

  /** @returns false when the incident was closed or merged while we looked: it is no longer one that can be joined */
  private async join(tx: Tx, known: Case, duplicate: DuplicateVerdict): Promise<boolean> {
    const { report, verdict, touched, now } = known;
    const incident = await tx.getRepository(Incident).findOneOrFail({
      where: { id: duplicate.incidentId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!OPEN_STATES.includes(incident.state)) return false;
    const present = await tx.getRepository(AffectedOperator).find({
      where: { incidentId: incident.id },
      order: { operatorId: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const added = touched.filter(
      (operator) => !present.some(({ operatorId }) => operatorId === operator.operatorId),
    );
    const moved = movedOperators(present, touched);
    const severity = worse(incident.severity, verdict.severity);
    const tlp = tlpRestriction(report.tlp) > tlpRestriction(incident.tlp) ? report.tlp : incident.tlp;
    const changes: NewEntry[] = [];
    if (severity !== incident.severity || tlp !== incident.tlp) {
      changes.push({
        type: 'incident.edited',
        actor: TRIAGE,
        at: now,
        data: {
          from: { severity: incident.severity, tlp: incident.tlp },
          to: { severity, tlp },
          reasons: verdict.severityReasons,
        },
      });
    }
    await tx.getRepository(Incident).update(
      { id: incident.id },
      {
        severity,
        tlp,
        resources: mergedResources(incident, report),
        tlds: [...new Set([...incident.tlds, ...verdict.tlds])].sort(),
        lastReportAt: now,
        version: incident.version + 1,
        updatedAt: now,
      },
    );
    await addOperators(tx, incident.id, added, now);
    await moveOperators(tx, incident.id, moved, now);
    const duplicateReasons = duplicate.reasons.map(({ rule, text }) => ({ rule, text }));
    await this.settle(tx, known, 'joined', incident.id, { duplicate: duplicateReasons });
    const newToTell = [...added.map(({ operatorId }) => operatorId), ...newlyHit(moved)];
    const untold = present.filter(({ toldAt }) => toldAt === null).map(({ operatorId }) => operatorId);
    const becomesAutomatic = this.isAutomatic(severity) && !this.isAutomatic(incident.severity);
    incident.severity = severity;
    const toTell = becomesAutomatic ? [...new Set([...untold, ...newToTell])] : newToTell;
    await this.announce(tx, known, incident, toTell);
    await this.timeline.append(tx, { stream: 'incident', id: incident.id }, [
      receivedEntry(known),
      {
        type: 'report.joined',
        actor: TRIAGE,
        at: now,
        data: {
          reportId: report.id,
          reportNumber: report.number,
          operatorId: report.operatorId,
          score: duplicate.score,
          reasons: duplicateReasons,
        },
      },
      ...changes,
      ...added.map((operator) => operatorEntry(operator, now)),
      ...moved.map((operator) => movedEntry(operator, TRIAGE, now)),
    ]);
    return true;
  }

  /** What became of the report: in its row and in its own stream. */
  private async settle(
    tx: Tx,
    known: Case,
    state: 'triaged' | 'joined',
    incidentId: string,
    more: TriageReasons,
  ): Promise<void> {
    const { report, verdict, now } = known;
    const reasons: TriageReasons = { kind: verdict.kindReasons, severity: verdict.severityReasons, ...more };
    await tx.getRepository(Report).update(
      { id: report.id },
      {
        state,
        incidentId,
        kind: verdict.kind,
        severity: verdict.severity,
        reasons,
        triagedAt: now,
        leaseUntil: null,
        strikes: 0,
      },
    );
    await this.timeline.append(tx, { stream: 'report', id: report.id }, [
      {
        type: 'report.triaged',
        actor: TRIAGE,
        at: now,
        data: { from: 'received', to: state, incidentId, kind: verdict.kind, severity: verdict.severity },
      },
    ]);
  }

  private isAutomatic(severity: Severity): boolean {
    const { autoNotify } = this.policy;
    return autoNotify !== 'off' && isAtLeast(severity, autoNotify);
  }

  /** Asks for the receipt, and for notices to these operators where the severity says so. An exercise is told by hand alone. */
  private async announce(
    tx: Tx,
    { report, now }: Case,
    incident: Pick<Incident, 'id' | 'severity' | 'exercise' | 'kind'>,
    operatorIds: string[],
  ): Promise<void> {
    const notice = !incident.exercise && this.isAutomatic(incident.severity) && operatorIds.length > 0;
    const announcement = {
      id: uuidv7(),
      state: 'due' as const,
      reportId: report.id,
      incidentId: incident.id,
      receipt: true,
      notice,
      operatorIds: notice ? operatorIds : null,
      reason: null,
      createdAt: now,
      lane: isAtLeast(incident.severity, 'high') ? ('urgent' as const) : ('normal' as const),
      rungAt: now,
    };
    await tx.getRepository(Announcement).insert(announcement);
    this.bells.ringAfterCommit(tx, {
      job: 'announcement.prepare',
      lane: announcement.lane,
      id: announcement.id,
      attempt: 0,
    });
  }
}

/** Suspected by a name alone until now, and now hit in fact. */
const newlyHit = (moved: MovedOperator[]): string[] =>
  moved
    .filter(({ from, to }) => from.state === 'suspected' && to.state !== 'suspected')
    .map(({ operatorId }) => operatorId);

function speaksForItsOwn(report: Report, operatorOf: ReadonlyMap<string, string>): boolean {
  return (
    report.operatorId !== null &&
    namedTlds(report.resources).some((label) => operatorOf.get(label) === report.operatorId)
  );
}

/** More locks than these and one lock for all is taken instead. */
const MOST_LOCKS = 200;

/**
 * Two reports of one event that come in together must not open two incidents: whoever touches the same TLD or resource
 * waits. The locks are taken in one order, so that two reports never wait for each other.
 */
async function lockNeighbourhood(tx: Tx, verdict: Verdict, report: Report): Promise<void> {
  const names = [
    ...verdict.tlds.map((label) => `tld ${label}`),
    ...report.resources.map(({ type, value }) => `${type} ${value}`),
  ];
  const unique = [...new Set(names)];
  if (unique.length > MOST_LOCKS) {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('triage'))`);
    return;
  }
  // Shared with the lock for all, which a very wide report takes alone.
  await tx.query(`SELECT pg_advisory_xact_lock_shared(hashtext('triage'))`);
  await tx.query(
    `SELECT pg_advisory_xact_lock(hashtext('triage'), key) FROM (SELECT DISTINCT hashtext(name) AS key FROM unnest($1::text[]) AS name ORDER BY 1) AS keys`,
    [unique],
  );
}

async function candidatesFor(tx: Tx, { report, verdict }: Case): Promise<DuplicateCandidate[]> {
  const incidents = await tx.query<
    (Omit<DuplicateCandidate, 'incidentId' | 'openedAt' | 'lastReportAt'> & {
      id: string;
      opened_at: Date;
      last_report_at: Date;
    })[]
  >(
    // What looks like a duplicate belongs to the incident that it was merged into.
    `SELECT COALESCE(t.id, i.id) AS id, i.kind, i.resources, i.tlds, i.opened_at, i.last_report_at, COALESCE(t.state, i.state) AS state, i.exercise
       FROM incidents i LEFT JOIN incidents t ON t.id = i.merged_into_id
      WHERE (i.state = ANY($1) OR i.state = 'duplicate' AND t.state = ANY($1))
        AND i.last_report_at > dnscert_now() - make_interval(hours => $2)
        AND (i.tlds && $3 OR i.resources @> ANY($4::jsonb[]) OR $5)
      ORDER BY i.last_report_at DESC LIMIT 200`,
    [
      OPEN_STATES,
      WIDEST_WINDOW,
      verdict.tlds,
      report.resources.map((resource) => JSON.stringify([resource])),
      // An address of the report may lie in a prefix of an incident, or the other way round: the pure rules look.
      report.resources.some(({ type }) => type === 'ip' || type === 'prefix'),
    ],
  );
  return incidents.map(({ id, opened_at, last_report_at, ...rest }) => ({
    ...rest,
    incidentId: id,
    openedAt: opened_at,
    lastReportAt: last_report_at,
  }));
}

async function addOperators(
  tx: Tx,
  incidentId: string,
  operators: TouchedOperator[],
  now: Date,
): Promise<void> {
  if (operators.length === 0) return;
  await tx.query(
    `INSERT INTO affected_operators (incident_id, operator_id, state, tlds, reasons, state_changed_at)
     SELECT $1, (o->>'operatorId')::uuid, o->>'state', o->'tlds', o->'reasons', $3 FROM jsonb_array_elements($2::jsonb) AS o`,
    [incidentId, JSON.stringify(operators), now],
  );
}

function mergedResources(incident: Incident, report: Report): Incident['resources'] {
  const known = new Set(incident.resources.map(({ type, value }) => `${type} ${value}`));
  return [
    ...incident.resources,
    ...report.resources.filter(({ type, value }) => !known.has(`${type} ${value}`)),
  ];
}

const worse = (a: Severity, b: Severity): Severity => (isAtLeast(a, b) ? a : b);

function receivedEntry({ report, reporter }: Case): NewEntry {
  return {
    type: 'report.received',
    actor: reporter,
    at: report.receivedAt,
    data: {
      reportId: report.id,
      reportNumber: report.number,
      operatorId: report.operatorId,
      channel: report.channel,
      sha256: report.sha256,
    },
  };
}

function triagedEntry({ report, verdict, now }: Case): NewEntry {
  return {
    type: 'report.triaged',
    actor: TRIAGE,
    at: now,
    data: {
      reportId: report.id,
      operatorId: report.operatorId,
      kind: verdict.kind,
      confidence: verdict.confidence,
      severity: verdict.severity,
      kindReasons: verdict.kindReasons,
      severityReasons: verdict.severityReasons,
      runnersUp: verdict.runnersUp,
    },
  };
}

function impactEntry({ verdict, touched, serial, now }: Case): NewEntry {
  const count = (wanted: TldImpact['class']) => verdict.impact.filter((tld) => tld.class === wanted).length;
  return {
    type: 'impact.computed',
    actor: TRIAGE,
    at: now,
    data: {
      rootZoneSerial: serial,
      allServers: count('all_servers'),
      someServers: count('some_servers'),
      nameDependency: count('name_dependency'),
      operators: touched.length,
    },
  };
}

function operatorEntry(operator: TouchedOperator, now: Date): NewEntry {
  return {
    type: 'operator.added',
    actor: TRIAGE,
    at: now,
    data: {
      operatorId: operator.operatorId,
      to: operator.state,
      tlds: operator.tlds.length,
      reasons: operator.reasons,
    },
  };
}
