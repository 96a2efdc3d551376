import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { TimelineActor } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import { Announcement, Cases, Incident } from '#libs/incidents';
import type { Claim } from '#libs/queue';
import { Timeline } from '#libs/timeline';
import { Telling } from '../telling.service.ts';
import { RECORD_SLICE } from './record-slice.ts';

const AT_CLOSURE: TimelineActor = { kind: 'system', name: 'slices at closure' };
/** ms */
const LOOKS_EVERY = 100;
/** ms; what is committed is sealed within 1 s. */
const WAITS = 5_000;
/** s; where nothing is sealed, a person is told of that elsewhere, and this goes on by itself once that is mended. */
const PUT_OFF = 30;

/** An incident is closed: each operator that is shown it is told by a mail of its own, with its slice of the record. */
@Injectable()
export class ClosureSlices {
  constructor(
    private readonly transactions: Transactions,
    private readonly timeline: Timeline,
    private readonly cases: Cases,
    private readonly telling: Telling,
  ) {}

  /**
   * Once all that the record says of the incident is sealed, for a slice is worth what it can be proven against. One that was
   * opened again meanwhile gets none: it gets one when it is closed again.
   */
  async tell(claim: Claim, incidentId: string): Promise<void> {
    const isSealed = await this.waitUntilSealed(incidentId);
    await this.transactions.run(async (tx) => {
      const { id, attempt } = claim;
      const held = await tx
        .getRepository(Announcement)
        .findOne({ where: { id, attempt, state: 'due' }, lock: { mode: 'pessimistic_write' } });
      if (held === null) return;
      if (!isSealed) return putOff(tx, id);
      await tx.getRepository(Announcement).update({ id }, { state: 'prepared', leaseUntil: null });
      await this.tellOperators(tx, incidentId, held.closedAt);
    });
  }

  private async tellOperators(tx: Tx, incidentId: string, closedAt: Date | null): Promise<void> {
    // Nobody opens it again, or changes its label, until it is written.
    const incident = await tx
      .getRepository(Incident)
      .findOneOrFail({ where: { id: incidentId }, lock: { mode: 'pessimistic_read' } });
    if (incident.closedAt?.getTime() !== closedAt?.getTime()) return;
    const operatorIds = await this.cases.operatorsShown(tx, incidentId);
    if (operatorIds.length === 0) return;
    await this.telling.tell(tx, {
      incident,
      template: RECORD_SLICE,
      audience: { affected: true },
      onlyOperators: null,
      // Those who are done with it as well, whom a notice passes over.
      frozenOperators: operatorIds,
      tlp: null,
      subject: null,
      body: null,
      sentBy: AT_CLOSURE,
    });
  }

  private async waitUntilSealed(incidentId: string): Promise<boolean> {
    const end = performance.now() + WAITS;
    while (!(await this.timeline.isSealed(incidentId))) {
      if (performance.now() > end) return false;
      await sleep(LOOKS_EVERY);
    }
    return true;
  }
}

/** That the record is not sealed is no fault of the row. */
async function putOff(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `UPDATE announcements SET lease_until = NULL, rung_at = NULL, strikes = 0, due_at = dnscert_now() + make_interval(secs => $2)
      WHERE id = $1`,
    [id, PUT_OFF],
  );
}
