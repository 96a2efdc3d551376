import { Injectable } from '@nestjs/common';
import type { TimelineActor } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import { putAside } from '#libs/queue';
import type { Claim, Decision, Word, WorkTable } from '#libs/queue';
import { Timeline } from '#libs/timeline';
import type { NewEntry } from '#libs/timeline';

const SENDING: TimelineActor = { kind: 'system', name: 'sending' };

/**
 * Deliveries that could not be sent by a fault of ours. They have failed, and a person sees why; all that is needed to send one
 * after all is kept, a letter's secret too, until somebody lets go of it.
 */
@Injectable()
export class AsideDeliveries {
  constructor(
    private readonly transactions: Transactions,
    private readonly timeline: Timeline,
  ) {}

  async putAside(work: WorkTable, claim: Claim, why: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (!(await putAside(tx, work, claim, why))) return;
      const reason = `It could not be sent: ${why.split('\n')[0] ?? why}`;
      await tx.query('UPDATE deliveries SET reason = $2 WHERE id = $1', [claim.id, reason]);
      await this.record(tx, claim.id, 'delivery.failed', SENDING, { from: 'sending', to: 'failed', reason });
    });
  }

  async decided(tx: Tx, id: string, how: Decision, { by, reason }: Word): Promise<void> {
    if (how === 'discarded') return forgetLetter(tx, id);
    // The two days in which a relay may put it off begin anew.
    await tx.query(
      `UPDATE deliveries SET reason = NULL, first_tried_at = CASE WHEN raw IS NULL THEN NULL ELSE dnscert_now() END
        WHERE id = $1`,
      [id],
    );
    await this.record(tx, id, 'delivery.taken_up_again', by, {
      from: 'failed',
      to: 'queued',
      ...(reason === null ? {} : { reason }),
    });
  }

  /** Letters stand in no incident's record. */
  private async record(
    tx: Tx,
    id: string,
    type: NewEntry['type'],
    actor: TimelineActor,
    data: Record<string, unknown>,
  ): Promise<void> {
    const [row] = await tx.query<
      { incidentId: string; notificationId: string; operatorId: string | null; contactId: string | null }[]
    >(
      `SELECT incident_id AS "incidentId", notification_id AS "notificationId", operator_id AS "operatorId",
              contact_id AS "contactId" FROM deliveries WHERE id = $1 AND incident_id IS NOT NULL`,
      [id],
    );
    if (row === undefined) return;
    const { incidentId, ...about } = row;
    await this.timeline.append(tx, { stream: 'incident', id: incidentId }, [
      { type, actor, data: { deliveryId: id, ...about, ...data } },
    ]);
  }
}

const forgetLetter = async (tx: Tx, id: string): Promise<void> => {
  await tx.query(
    `UPDATE deliveries d SET raw = NULL, variables = '{}' FROM notifications n
      WHERE d.id = $1 AND d.incident_id IS NULL AND n.id = d.notification_id AND n.list_id IS NULL`,
    [id],
  );
};
