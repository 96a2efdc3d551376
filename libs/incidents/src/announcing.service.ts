import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Severity } from '#libs/contracts';
import { isAtLeast } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { insertRows } from '#libs/database';
import { Bells } from '#libs/queue';
import type { Incident } from './incident.entity.ts';
import { TELLING_POLICY } from './rules.ts';
import type { TellingPolicy } from './rules.ts';
import type { Settled } from './settling.ts';

/** Asks the room above to tell: the receipt to each reporter, and notices where the severity says so, slices of the record at closure. */
@Injectable()
export class Announcing {
  constructor(
    private readonly bells: Bells,
    @Inject(TELLING_POLICY) private readonly policy: TellingPolicy,
  ) {}

  async ask(tx: Tx, settled: Settled[], now: Date): Promise<void> {
    const announcements = settled.flatMap((one) => {
      const operatorIds = this.toldByThemselves(one);
      // A public source has its receipt since it proved its address, and hears nothing of what triage found.
      const receipt = one.case.report.reporterContact === null;
      if (!receipt && operatorIds.length === 0) return [];
      return {
        id: uuidv7(),
        state: 'due',
        report_id: one.case.report.id,
        incident_id: one.incident.id,
        receipt,
        notice: operatorIds.length > 0,
        operator_ids: operatorIds.length > 0 ? operatorIds : null,
        created_at: now,
        lane: isAtLeast(one.incident.severity, 'high') ? ('urgent' as const) : ('normal' as const),
        due_at: now,
        attempt: 0,
        strikes: 0,
        rung_at: now,
      };
    });
    await insertRows(tx, 'announcements', announcements);
    for (const { id, lane } of announcements)
      this.bells.ringAfterCommit(tx, { job: 'announcement.prepare', lane, id, attempt: 0 });
  }

  /** An incident is closed: each of its operators gets its slice of the record, an exercise's as well. */
  async askForSlices(tx: Tx, incident: Incident, closedAt: Date): Promise<void> {
    if (!this.policy.closureSlices || incident.canary) return;
    const id = uuidv7();
    await insertRows(tx, 'announcements', [
      {
        id,
        state: 'due',
        incident_id: incident.id,
        receipt: false,
        notice: false,
        closed_at: closedAt,
        created_at: closedAt,
        lane: 'normal',
        due_at: closedAt,
        attempt: 0,
        strikes: 0,
        rung_at: closedAt,
      },
    ]);
    this.bells.ringAfterCommit(tx, { job: 'announcement.prepare', lane: 'normal', id, attempt: 0 });
  }

  /** An exercise is told by hand alone, and so is what a public source alone has told. */
  private toldByThemselves({ case: one, incident, automatic, toTell, toTellIfAutomatic }: Settled): string[] {
    if (incident.exercise || automatic === null || !this.isAutomatic(automatic)) return [];
    const late = toTellIfAutomatic
      .filter(({ before }) => !this.isAutomatic(before))
      .map(({ operatorId }) => operatorId);
    // How grave it is for its reporter its own report says, not what others reported before.
    const { operatorId: reporter } = one.report;
    return [...new Set([...late, ...toTell])].filter(
      (id) => id !== reporter || this.isAutomatic(one.verdict.severity),
    );
  }

  private isAutomatic(severity: Severity): boolean {
    const { autoNotify } = this.policy;
    return autoNotify !== 'off' && isAtLeast(severity, autoNotify);
  }
}
