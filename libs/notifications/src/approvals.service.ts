import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { groupBy } from '#libs/contracts';
import type { ApprovalRequest, TimelineActor } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf, assertMayDo } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { Timeline } from '#libs/timeline';
import type { NewEntry } from '#libs/timeline';
import { NotificationFault } from './faults.ts';
import { Posting } from './lists/posting.service.ts';
import { NotificationDecision } from './notification-decision.entity.ts';
import { Notification } from './notification.entity.ts';
import { OPENED_AGAIN } from './slices/record-slice.ts';
import { Telling } from './telling.service.ts';

const EXPIRY: TimelineActor = { kind: 'system', name: 'approvals' };
/** Proposals that end in one transaction. */
const MOST = 100;

/** The second person's word on what one alone may not send. */
@Injectable()
export class Approvals {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly timeline: Timeline,
    private readonly telling: Telling,
    private readonly posting: Posting,
  ) {}

  /**
   * With the last approval that is needed the deliveries are written. Two who decide at once are heard one after the other.
   * Whoever proposed it may take it back, and not approve it.
   * @throws NotificationFault `notification.not_found`, `notification.not_waiting`, `notification.expired`,
   *   `notification.own_proposal`, `notification.decided_by_you`, `notification.tlp_wider`, `notification.opened_again`; ListFault as posting would
   */
  async decide(principal: Principal, id: string, { decision, reason }: ApprovalRequest): Promise<void> {
    assertMayDo(principal, 'notification.approve');
    await this.transactions.run(async (tx) => {
      const proposed = await lock(tx, id);
      const now = await this.clock.now(tx);
      const earlier = await tx.getRepository(NotificationDecision).findBy({ notificationId: id });
      assertOpen(proposed, now);
      assertAnother(principal, decision, proposed, earlier);
      const decided = {
        id: uuidv7(),
        notificationId: id,
        userId: principal.userId,
        decidedBy: actorOf(principal),
        decision,
        via: principal.via,
        reason: reason ?? null,
        createdAt: now,
      };
      await tx.getRepository(NotificationDecision).insert(decided);
      const entries =
        decision === 'reject'
          ? await this.reject(tx, proposed, decided, now)
          : await this.approve(tx, proposed, [...earlier, decided], now);
      if (proposed.incidentId !== null)
        await this.timeline.append(tx, { stream: 'incident', id: proposed.incidentId }, entries);
    });
  }

  private async reject(
    tx: Tx,
    proposed: Notification,
    { decidedBy, via, reason }: Decided,
    now: Date,
  ): Promise<NewEntry[]> {
    await tx.getRepository(Notification).update({ id: proposed.id }, { state: 'rejected', decidedAt: now });
    return [
      {
        type: 'notification.rejected',
        actor: decidedBy,
        at: now,
        data: {
          notificationId: proposed.id,
          proposedBy: proposed.sentBy,
          via,
          from: 'awaiting_approval',
          to: 'rejected',
          reason,
        },
      },
    ];
  }

  private async approve(
    tx: Tx,
    proposed: Notification,
    approvals: Decided[],
    now: Date,
  ): Promise<NewEntry[]> {
    const { approvalsNeeded } = proposed;
    const isEnough = approvals.length >= approvalsNeeded;
    const last = approvals.at(-1);
    const approved: NewEntry = {
      type: 'notification.approved',
      actor: last?.decidedBy ?? EXPIRY,
      at: now,
      data: {
        notificationId: proposed.id,
        proposedBy: proposed.sentBy,
        via: last?.via,
        approvals: approvals.length,
        approvalsNeeded,
        from: 'awaiting_approval',
        to: isEnough ? 'sent' : 'awaiting_approval',
        reason: last?.reason,
      },
    };
    if (!isEnough) return [approved];
    const by = approvals.map(({ decidedBy }) => decidedBy);
    const room = proposed.listId === null ? this.telling : this.posting;
    return [approved, ...(await room.release(tx, proposed, by, now))];
  }

  /**
   * Ends proposals on which nobody decided in time, and slices of an incident that was opened again, and writes that down.
   * @returns how many
   */
  async expire(): Promise<number> {
    return this.transactions.run(async (tx) => {
      const [rows] = await tx.query<[Ended[], number]>(
        `UPDATE notifications e SET state = CASE WHEN e.expires_at > dnscert_now() THEN 'rejected' ELSE 'expired' END,
                decided_at = LEAST(e.expires_at, dnscert_now())
          WHERE e.id IN (SELECT n.id FROM notifications n LEFT JOIN incidents i ON i.id = n.incident_id
                          WHERE n.state = 'awaiting_approval' AND (n.expires_at <= dnscert_now() OR ${OPENED_AGAIN})
                          ORDER BY n.id LIMIT ${MOST} FOR UPDATE OF n SKIP LOCKED)
          RETURNING e.id, e.incident_id, e.state, e.decided_at, e.sent_by`,
      );
      const ended = groupBy(rows, ({ incident_id }) => incident_id);
      await this.timeline.appendAll(
        tx,
        [...ended].flatMap(([id, own]) =>
          // An alert to a list may be about no incident.
          id === null ? [] : { stream: { stream: 'incident' as const, id }, entries: own.map(entryOfEnd) },
        ),
      );
      return rows.length;
    });
  }
}

interface Ended {
  id: string;
  incident_id: string | null;
  state: 'expired' | 'rejected';
  decided_at: Date;
  sent_by: TimelineActor;
}

function entryOfEnd({ id, state, decided_at, sent_by }: Ended): NewEntry {
  const data = { notificationId: id, from: 'awaiting_approval', to: state };
  const ended = { type: `notification.${state}` as const, actor: EXPIRY, at: decided_at };
  return state === 'expired'
    ? { ...ended, data }
    : { ...ended, data: { ...data, proposedBy: sent_by, reason: 'The incident was opened again.' } };
}

type Decided = Pick<NotificationDecision, 'userId' | 'decidedBy' | 'via' | 'reason'>;

async function lock(tx: Tx, id: string): Promise<Notification> {
  const found = await tx
    .getRepository(Notification)
    .findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  if (found === null) throw new NotificationFault('notification.not_found', 'There is no such notification.');
  return found;
}

function assertOpen({ state, expiresAt }: Notification, now: Date): void {
  if (state === 'expired' || (state === 'awaiting_approval' && expiresAt !== null && expiresAt <= now))
    throw new NotificationFault(
      'notification.expired',
      'Nobody decided in time, and it was not sent. Look at it anew, then propose it again.',
    );
  if (state !== 'awaiting_approval')
    throw new NotificationFault('notification.not_waiting', `It waits for nobody: it is ${state} already.`);
}

function assertAnother(
  { userId }: Principal,
  decision: ApprovalRequest['decision'],
  proposed: Notification,
  earlier: NotificationDecision[],
): void {
  if (decision === 'approve' && proposed.sentBy.id === userId)
    throw new NotificationFault(
      'notification.own_proposal',
      'You proposed it: another responder or lead must approve it.',
    );
  if (earlier.some((one) => one.userId === userId))
    throw new NotificationFault(
      'notification.decided_by_you',
      'You approved it already: it takes another person as well.',
    );
}
