import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { SpeakerEnd, SpeakerGrant, TimelineActor } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { Audit } from '../audit.service.ts';
import { AccessFault } from '../faults.ts';
import { actorOf } from '../principal.ts';
import type { Principal } from '../principal.ts';
import { SpeakingRight } from './right.entity.ts';

/** A right with the person who has it. */
export interface SpeakerRow {
  right: SpeakingRight;
  email: string;
  name: string;
}

const ADMINISTRATION: TimelineActor = { kind: 'system', name: 'account added' };

/** Who may speak for which operator, from when until when. Nobody speaks for two at a time. */
@Injectable()
export class Speaking {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** All rights there ever were, the newest first. */
  async speakersOf(operatorId: string, manager: Tx = this.transactions.reader): Promise<SpeakerRow[]> {
    const rights = await manager
      .getRepository(SpeakingRight)
      .find({ where: { operatorId }, order: { fromAt: 'DESC', id: 'DESC' } });
    const people = await manager.query<{ id: string; email: string; name: string }[]>(
      'SELECT id, email, name FROM users WHERE id = ANY($1)',
      [rights.map(({ userId }) => userId)],
    );
    const byId = new Map(people.map((person) => [person.id, person]));
    return rights.map((right) => {
      const { email = '', name = '' } = byId.get(right.userId) ?? {};
      return { right, email, name };
    });
  }

  /** The right that comes with an account of an operator, from now on. */
  async grantFirst(tx: Tx, userId: string, operatorId: string): Promise<void> {
    const now = await this.clock.now(tx);
    await this.insert(tx, {
      userId,
      operatorId,
      fromAt: now,
      untilAt: null,
      grantedBy: ADMINISTRATION,
      grantedAt: now,
      reason: 'The account was added for this operator.',
    });
  }

  /** Of somebody whose account was moved to that operator, or to none: what they spoke for before ends at this moment. */
  async move(tx: Tx, userId: string, operatorId: string | null, by: TimelineActor): Promise<void> {
    const now = await this.clock.now(tx);
    const reason = 'The account was moved.';
    const [ended] = await tx.query<[{ id: string; operator_id: string }[], number]>(
      `UPDATE speaking_rights SET until_at = GREATEST(from_at, $2), ended_by = $3, ended_at = $2, ended_reason = $4
        WHERE user_id = $1 AND (until_at IS NULL OR until_at > $2) RETURNING id, operator_id`,
      [userId, now, by, reason],
    );
    await this.audit.append(
      tx,
      ended.map(({ id, operator_id }) => ({
        type: 'speaking.ended',
        actor: by,
        subject: { kind: 'user', id: userId },
        operatorId: operator_id,
        data: { rightId: id, to: now, reason },
      })),
    );
    if (operatorId === null) return;
    await this.insert(tx, {
      userId,
      operatorId,
      fromAt: now,
      untilAt: null,
      grantedBy: by,
      grantedAt: now,
      reason,
    });
  }

  /**
   * From now on, or from a later instant.
   * @throws AccessFault `access.user_not_found`, `speaking.not_an_operators_user`, `speaking.not_backwards`, `speaking.speaks_already`
   */
  async grant(caller: Principal, operatorId: string, given: SpeakerGrant): Promise<SpeakerRow> {
    return this.transactions.run(async (tx) => {
      const user = await lockUser(tx, given);
      const now = await this.clock.now(tx);
      const fromAt = given.from === undefined ? now : new Date(given.from);
      const untilAt = given.until === undefined ? null : new Date(given.until);
      if (fromAt < now || (untilAt !== null && untilAt <= fromAt)) throw backwards();
      await assertSilent(tx, user.id, fromAt, untilAt);
      const right = await this.insert(tx, {
        userId: user.id,
        operatorId,
        fromAt,
        untilAt,
        grantedBy: actorOf(caller),
        grantedAt: now,
        reason: given.reason,
      });
      return { right, email: user.email, name: user.name };
    });
  }

  private async insert(
    tx: Tx,
    given: Omit<SpeakingRight, 'id' | 'endedBy' | 'endedAt' | 'endedReason'>,
  ): Promise<SpeakingRight> {
    const right = { id: uuidv7(), ...given, endedBy: null, endedAt: null, endedReason: null };
    await tx.getRepository(SpeakingRight).insert(right);
    await this.audit.append(tx, [
      {
        type: 'speaking.granted',
        actor: given.grantedBy,
        subject: { kind: 'user', id: given.userId },
        operatorId: given.operatorId,
        data: { rightId: right.id, from: given.fromAt, until: given.untilAt, reason: given.reason },
      },
    ]);
    return right;
  }

  /**
   * Ends a right at once, or at an instant that is to come; one that has not begun never will. An end is only ever moved
   * nearer: more is a new right.
   * @throws AccessFault `speaking.not_found`, `speaking.ended_already`, `speaking.not_backwards`
   */
  async end(caller: Principal, operatorId: string, rightId: string, given: SpeakerEnd): Promise<void> {
    await this.transactions.run(async (tx) => {
      const rights = tx.getRepository(SpeakingRight);
      const right = await rights.findOne({
        where: { id: rightId, operatorId },
        lock: { mode: 'pessimistic_write' },
      });
      if (right === null) throw new AccessFault('speaking.not_found', 'There is no such right.');
      const now = await this.clock.now(tx);
      if (right.untilAt !== null && right.untilAt <= now)
        throw new AccessFault('speaking.ended_already', 'This right has ended already.');
      const wanted = given.until === undefined ? now : new Date(given.until);
      if (wanted < now || (right.untilAt !== null && wanted > right.untilAt)) throw backwards();
      const untilAt = wanted < right.fromAt ? right.fromAt : wanted;
      const endedReason = given.reason ?? null;
      await rights.update({ id: right.id }, { untilAt, endedBy: actorOf(caller), endedAt: now, endedReason });
      await this.audit.append(tx, [
        {
          type: 'speaking.ended',
          actor: actorOf(caller),
          subject: { kind: 'user', id: right.userId },
          operatorId,
          data: { rightId, from: right.untilAt, to: untilAt, reason: endedReason },
        },
      ]);
    });
  }
}

interface SpeakingUser {
  id: string;
  email: string;
  name: string;
}

/** Locked, so that two grants to one person come one after the other. */
async function lockUser(tx: Tx, { userId, email }: SpeakerGrant): Promise<SpeakingUser> {
  const [user] = await tx.query<(SpeakingUser & { role: string })[]>(
    `SELECT id, email, name, role FROM users
      WHERE (id = $1 OR lower(email) = lower($2)) AND deactivated_at IS NULL FOR NO KEY UPDATE`,
    [userId ?? null, email ?? null],
  );
  if (user === undefined)
    throw new AccessFault('access.user_not_found', 'There is no such person with an active account.');
  if (user.role === 'operator') return user;
  throw new AccessFault(
    'speaking.not_an_operators_user',
    `A person of role ${user.role} speaks for no operator.`,
  );
}

async function assertSilent(tx: Tx, userId: string, fromAt: Date, untilAt: Date | null): Promise<void> {
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM speaking_rights WHERE user_id = $1 AND (until_at IS NULL OR until_at > $2)
        AND ($3::timestamptz IS NULL OR from_at < $3) AND (until_at IS NULL OR until_at > from_at)`,
    [userId, fromAt, untilAt],
  );
  if (rows.length === 0) return;
  throw new AccessFault(
    'speaking.speaks_already',
    'This person speaks for an operator in that time already. End that right first.',
  );
}

const backwards = () =>
  new AccessFault(
    'speaking.not_backwards',
    'A right begins now or later, ends after it begins, and its end is never put off: grant a new one for that.',
  );
