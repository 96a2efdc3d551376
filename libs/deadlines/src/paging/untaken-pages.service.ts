import { Injectable, Logger } from '@nestjs/common';
import type { DeadlineKind } from '#libs/contracts';
import { OPEN_DEADLINE_STATES } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Clock } from '#libs/database';
import { Timeline } from '#libs/timeline';
import { CLOCK } from '../clock-actor.ts';

interface Unheard {
  incidentId: string;
  deadlineId: string;
  deadline: DeadlineKind;
  operatorId: string | null;
}

/** A page that nobody took is one that nobody heard: where it was the last hope of its step, that is an entry and an alarm. */
@Injectable()
export class UntakenPages {
  private readonly logger = new Logger(UntakenPages.name);

  constructor(
    private readonly clock: Clock,
    private readonly timeline: Timeline,
  ) {}

  /** In the transaction that gives the page up. */
  async givenUp(tx: Tx, pageId: string): Promise<void> {
    const [page] = await tx.query<{ incidentId: string | null }[]>(
      'SELECT incident_id AS "incidentId" FROM pages WHERE id = $1',
      [pageId],
    );
    if (page === undefined || page.incidentId === null) return;
    // As whoever lets the clocks of this incident go on: what one of them writes the other finds.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('deadlines ' || $1::text, 0))`, [
      page.incidentId,
    ]);
    const now = await this.clock.now(tx);
    // Pages of one step are written at one instant.
    const [rows] = await tx.query<[Unheard[], number]>(
      `UPDATE deadlines d SET nobody_told_at = $2, updated_at = $2 FROM pages p
        WHERE p.id = $1 AND d.id = p.deadline_id AND d.nobody_told_at IS NULL AND d.state = ANY($3)
          AND NOT EXISTS (SELECT 1 FROM pages o WHERE o.deadline_id = p.deadline_id AND o.created_at = p.created_at
                             AND o.id <> p.id AND o.state IN ('due', 'taken'))
        RETURNING d.incident_id AS "incidentId", d.id AS "deadlineId", d.kind AS deadline, d.operator_id AS "operatorId"`,
      [pageId, now, OPEN_DEADLINE_STATES],
    );
    for (const { incidentId, ...data } of rows) {
      this.logger.error(`nobody took the pages about ${data.deadline} of incident ${incidentId}`);
      await this.timeline.append(tx, { stream: 'incident', id: incidentId }, [
        { type: 'deadline.nobody_told', actor: CLOCK, at: now, data: { ...data } },
      ]);
    }
  }
}
