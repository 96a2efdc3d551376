import type { TimelineActor, TldImpact } from '#libs/contracts';
import type { Tx } from '#libs/database';
import type { Claim } from '#libs/queue';
import type { NewEntry, Stream, Timeline } from '#libs/timeline';
import type { Assessment, TouchedOperator } from './assessment.ts';
import { recordedReasons } from './reasons.ts';
import type { Report } from './report.entity.ts';

export const TRIAGE: TimelineActor = { kind: 'system', name: 'triage' };

/** Whoever reports without an account. The record cannot forget, so who they say they are stands in the report alone. */
export const PUBLIC_SOURCE: TimelineActor = { kind: 'contact', name: 'public form' };

/** A report with all that was found out about it. */
export interface Examined {
  report: Report;
  reporter: TimelineActor;
  verdict: Omit<Assessment, 'reasons'>;
  touched: TouchedOperator[];
  /** Of the root zone that was asked; null where none was imported. */
  serial: number | null;
}

/** A report that is being triaged. */
export interface Case extends Examined {
  claim: Claim;
}

type Append = { stream: Stream; entries: NewEntry[] };

/** Entries that a transaction is going to write, gathered by stream. */
export class Entries {
  /** Of streams that this transaction begins. */
  private readonly begun = new Map<string, Append>();
  private readonly others = new Map<string, Append>();

  begin(stream: Stream, ...entries: NewEntry[]): void {
    this.begun.set(stream.id, { stream, entries });
  }

  add(stream: Stream, ...entries: NewEntry[]): void {
    const known = this.begun.get(stream.id) ?? this.others.get(stream.id);
    if (known === undefined) this.others.set(stream.id, { stream, entries });
    else known.entries.push(...entries);
  }

  /** Takes the heads of the other streams until commit: call it last. */
  async write(timeline: Timeline, tx: Tx, now: Date): Promise<void> {
    await timeline.beginAll(tx, now, [...this.begun.values()]);
    await timeline.appendAll(tx, [...this.others.values()]);
  }
}

export function receivedEntry({ report, reporter }: Examined): NewEntry {
  return {
    type: 'report.received',
    actor: reporter,
    at: report.receivedAt,
    observedAt: report.detectedAt,
    data: {
      reportId: report.id,
      reportNumber: report.number,
      operatorId: report.operatorId,
      channel: report.channel,
      sha256: report.sha256,
    },
  };
}

export function triagedEntry({ report, verdict }: Examined, now: Date): NewEntry {
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

export function impactEntry({ verdict, touched, serial }: Examined, now: Date): NewEntry {
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

export function operatorEntry(operator: TouchedOperator, now: Date): NewEntry {
  return {
    type: 'operator.added',
    actor: TRIAGE,
    at: now,
    data: {
      operatorId: operator.operatorId,
      to: operator.state,
      tlds: operator.tlds.length,
      reasons: recordedReasons(operator.reasons),
    },
  };
}
