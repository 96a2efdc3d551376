import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { LANGUAGES } from '#libs/contracts';
import type { HandOver, Language, OverrideMade, RotaSet } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf, Audit, digestOf, newSecret } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { DeadlineFault } from '../faults.ts';
import { onDuty, shiftsBetween, whyNoStart } from './turns.ts';
import type { Override, Rota, Shift } from './turns.ts';

export interface KeptRota extends Rota {
  version: number;
}

export interface KeptOverride extends Override {
  reason: string;
}

/** The rota as it stands: who follows whom, who stands in, and the names of all who are in it. */
export interface RotaInForce {
  now: Date;
  rota: KeptRota | null;
  overrides: KeptOverride[];
  names: Map<string, string>;
}

/** ms; how far shifts are told ahead. */
const AHEAD = 90 * 86_400_000;

/** Who is on duty, changed by leads; whoever is on duty hands over. */
@Injectable()
export class DutyRota {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async inForce(reader: Tx = this.transactions.reader): Promise<RotaInForce> {
    const now = await this.clock.now(reader);
    const [rota = null] = await reader.query<KeptRota[]>(
      `SELECT members, first_hand_over AS "firstHandOver", zone, turn_days AS "turnDays", version FROM duty_rota`,
    );
    const overrides = await reader.query<KeptOverride[]>(
      `SELECT id, user_id AS "userId", from_at AS "from", until_at AS "until", reason FROM duty_overrides
        WHERE removed_at IS NULL AND until_at > dnscert_now() - interval '7 days' ORDER BY made_at, id`,
    );
    const names = await reader.query<{ id: string; name: string }[]>(
      'SELECT id, name FROM users WHERE id = ANY($1)',
      [[...(rota?.members ?? []), ...overrides.map(({ userId }) => userId)]],
    );
    return { now, rota, overrides, names: new Map(names.map(({ id, name }) => [id, name])) };
  }

  /** Null: nobody is on duty. */
  async onDuty(tx: Tx, at: Date): Promise<Shift | null> {
    const { rota, overrides } = await this.inForce(tx);
    return onDuty(rota, overrides, at);
  }

  async shifts(from: Date, until: Date): Promise<{ shifts: Shift[]; inForce: RotaInForce }> {
    const inForce = await this.inForce();
    const end = new Date(Math.min(until.getTime(), from.getTime() + AHEAD));
    return { shifts: shiftsBetween(inForce.rota, inForce.overrides, from, end), inForce };
  }

  /** @throws DeadlineFault `rota.version_changed`, `rota.not_staff`, `rota.no_such_time` */
  async set(caller: Principal, given: RotaSet, version: number): Promise<void> {
    const fault = whyNoStart(given.firstHandOver, given.zone);
    if (fault !== null) throw new DeadlineFault('rota.no_such_time', fault);
    await this.transactions.run(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('dnscert.rota'))`);
      const [present] = await tx.query<{ version: number }[]>('SELECT version FROM duty_rota');
      const at = present?.version ?? 0;
      if (at !== version)
        throw new DeadlineFault(
          'rota.version_changed',
          'Somebody changed the rota meanwhile. Read it again.',
          {
            version: at,
          },
        );
      await assertStaff(tx, given.members);
      await tx.query(
        `INSERT INTO duty_rota (id, members, first_hand_over, zone, turn_days, version, updated_at)
         VALUES (1, $1, $2, $3, $4, $5, dnscert_now())
         ON CONFLICT (id) DO UPDATE SET members = EXCLUDED.members, first_hand_over = EXCLUDED.first_hand_over, zone = EXCLUDED.zone,
                turn_days = EXCLUDED.turn_days, version = EXCLUDED.version, updated_at = EXCLUDED.updated_at`,
        [given.members, given.firstHandOver, given.zone, given.turnDays, at + 1],
      );
      await this.audit.append(tx, [{ type: 'rota.set', actor: actorOf(caller), data: { ...given } }]);
    });
  }

  /** @throws DeadlineFault `rota.not_staff` */
  async override(caller: Principal, given: OverrideMade): Promise<string> {
    return this.transactions.run(async (tx) => {
      const { userId, from, until, reason } = given;
      return this.write(tx, caller, { userId, from: new Date(from), until: new Date(until), reason });
    });
  }

  /** @throws DeadlineFault `rota.override_not_found` */
  async removeOverride(caller: Principal, id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const [, count] = await tx.query<[unknown[], number]>(
        'UPDATE duty_overrides SET removed_at = dnscert_now() WHERE id = $1 AND removed_at IS NULL',
        [id],
      );
      if (count === 0) throw new DeadlineFault('rota.override_not_found', 'There is no such override.');
      await this.audit.append(tx, [
        { type: 'rota.override_removed', actor: actorOf(caller), subject: { kind: 'duty_override', id } },
      ]);
    });
  }

  /**
   * From now until the hand-over that would have come, somebody else is on duty.
   * @throws DeadlineFault `rota.nobody_on_duty`, `rota.not_staff`
   */
  async handOver(caller: Principal, { to, note }: HandOver): Promise<void> {
    await this.transactions.run(async (tx) => {
      const now = await this.clock.now(tx);
      const shift = await this.onDuty(tx, now);
      if (shift === null)
        throw new DeadlineFault('rota.nobody_on_duty', 'Nobody is on duty now: make an override instead.');
      await this.write(tx, caller, {
        userId: to,
        from: now,
        until: shift.until,
        reason: note || 'hand-over',
      });
    });
  }

  private async write(
    tx: Tx,
    caller: Principal,
    { userId, from, until, reason }: Omit<KeptOverride, 'id'>,
  ): Promise<string> {
    await assertStaff(tx, [userId]);
    const id = uuidv7();
    await tx.query(
      `INSERT INTO duty_overrides (id, user_id, from_at, until_at, reason, made_by, made_at)
       VALUES ($1, $2, $3, $4, $5, $6, dnscert_now())`,
      [id, userId, from, until, reason, actorOf(caller)],
    );
    await this.audit.append(tx, [
      {
        type: 'rota.overridden',
        actor: actorOf(caller),
        subject: { kind: 'duty_override', id },
        data: { userId, from, until, reason },
      },
    ]);
    return id;
  }

  /** A new address of the calendar for one person; the one before it leads nowhere any more. @returns its secret, told once */
  async newFeed(caller: Principal): Promise<string> {
    const token = newSecret();
    await this.transactions.run(async (tx) => {
      await tx.query(
        `INSERT INTO duty_feeds (user_id, token_hash, made_at) VALUES ($1, $2, dnscert_now())
         ON CONFLICT (user_id) DO UPDATE SET token_hash = EXCLUDED.token_hash, made_at = EXCLUDED.made_at`,
        [caller.userId, digestOf(token)],
      );
      await this.audit.append(tx, [{ type: 'rota.feed_made', actor: actorOf(caller) }]);
    });
    return token;
  }

  /** Whose feed it is, and in which language they are paged; those who left have none. @throws DeadlineFault `rota.feed_unknown` */
  async feedOf(token: string): Promise<{ userId: string; name: string; language: Language }> {
    const [found] = await this.transactions.reader.query<
      { userId: string; name: string; language: Language | null }[]
    >(
      `SELECT u.id AS "userId", u.name, p.language FROM duty_feeds f JOIN users u ON u.id = f.user_id
         LEFT JOIN paging_addresses p ON p.user_id = u.id
        WHERE f.token_hash = $1 AND u.deactivated_at IS NULL AND u.role IN ('responder', 'lead')`,
      [digestOf(token)],
    );
    if (found === undefined)
      throw new DeadlineFault(
        'rota.feed_unknown',
        'This address is not known: make a new one in the console.',
      );
    return { ...found, language: found.language ?? LANGUAGES[0] };
  }
}

async function assertStaff(tx: Tx, userIds: readonly string[]): Promise<void> {
  const rows = await tx.query<{ id: string }[]>(
    `SELECT id FROM users WHERE id = ANY($1) AND role IN ('responder', 'lead') AND deactivated_at IS NULL`,
    [userIds],
  );
  const staff = new Set(rows.map(({ id }) => id));
  if (userIds.some((id) => !staff.has(id)))
    throw new DeadlineFault(
      'rota.not_staff',
      'Only responders and leads with an active account can be on duty.',
    );
}
