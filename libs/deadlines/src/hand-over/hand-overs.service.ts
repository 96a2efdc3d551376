import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Audit, Letters } from '#libs/access';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import { CLOCK } from '../clock-actor.ts';
import { pageable } from '../paging/people.ts';
import type { Pageable } from '../paging/people.ts';
import { Pager } from '../paging/pager.service.ts';
import { DutyRota } from '../rota/rota.service.ts';
import type { RotaInForce } from '../rota/rota.service.ts';
import { shiftsBetween } from '../rota/turns.ts';
import { PAGING_SETTINGS } from '../settings.ts';
import type { PagingSettings } from '../settings.ts';
import { inWords } from '../words/in-words.ts';
import { Gaps } from './gaps.service.ts';
import { instantIn, letterOf, pageOf } from './hand-over-words.ts';
import { openWork } from './open-work.ts';
import type { Stretch } from './stretches.ts';
import { stretchAt, stretchesOf } from './stretches.ts';

/** 'DUTY': one process at a time. */
const HAND_OVER_LOCK = 0x44555459;
/** ms; how far shifts are looked at, which is as far as the rota keeps what has passed. */
const BACK = 7 * 86_400_000;
const AHEAD = 90 * 86_400_000;

/**
 * Tells whoever comes on duty, and whoever goes off, when the one hands over to the other: by the turns of the rota, by somebody
 * who stands in, or by a change of either. Any process may look, as often as it likes: a row says who was told last, and is
 * written in the transaction that writes what they are told.
 */
@Injectable()
export class HandOvers {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: Audit,
    private readonly letters: Letters,
    private readonly pager: Pager,
    private readonly rota: DutyRota,
    private readonly gaps: Gaps,
    @Inject(PAGING_SETTINGS) private readonly settings: PagingSettings,
  ) {}

  async look(): Promise<void> {
    await this.transactions.run(async (tx) => {
      const [lock] = await tx.query<{ taken: boolean }[]>('SELECT pg_try_advisory_xact_lock($1) AS taken', [
        HAND_OVER_LOCK,
      ]);
      if (lock?.taken !== true) return;
      const inForce = await this.rota.inForce(tx);
      const last = await lastTold(tx);
      // Nobody has ever been on duty here.
      if (inForce.rota === null && inForce.overrides.length === 0 && last === null) return;
      const { now } = inForce;
      const stretches = await stretchesAround(tx, inForce);
      const present = stretchAt(stretches, now);
      if ((present?.userId ?? null) !== last) await this.tell(tx, inForce, present, last);
      await this.gaps.look(tx, inForce, stretches);
    });
  }

  private async tell(
    tx: Tx,
    { now, rota }: RotaInForce,
    present: Stretch | null,
    beforeId: string | null,
  ): Promise<void> {
    const id = uuidv7();
    const zone = rota?.zone ?? 'UTC';
    await tx.query(
      'INSERT INTO duty_hand_overs (id, user_id, before_id, until_at, told_at) VALUES ($1, $2, $3, $4, $5)',
      [id, present?.userId ?? null, beforeId, present?.until ?? null, now],
    );
    const ids = [present?.userId, beforeId].flatMap((one) => one ?? []);
    const people = await pageable(tx, ids);
    const begins = people.find(({ userId }) => userId === present?.userId);
    const ends = people.find(({ userId }) => userId === beforeId);
    if (present !== null && begins !== undefined) {
      const before = beforeId === null ? null : (ends?.name ?? (await nameOf(tx, beforeId)));
      await this.begin(tx, id, { duty: present, before, zone }, begins, now);
    }
    if (ends !== undefined) await this.end(tx, ends, begins?.name ?? null, now, zone);
    await this.audit.append(tx, [
      {
        type: 'rota.taken_over',
        actor: CLOCK,
        subject: { kind: 'hand_over', id },
        data: { userId: present?.userId ?? null, before: beforeId, until: present?.until ?? null },
      },
    ]);
  }

  private async begin(
    tx: Tx,
    handOverId: string,
    said: { duty: Stretch; before: string | null; zone: string },
    person: Pageable,
    now: Date,
  ): Promise<void> {
    const beginning = { ...said, work: await openWork(tx), publicUrl: this.settings.publicUrl };
    await this.letters.write(tx, {
      template: 'duty-begins',
      to: { email: person.email, name: person.name, language: person.language },
      variables: letterOf(beginning, person.language),
      lane: 'urgent',
    });
    const pages = this.pager.ownPages({ handOverId }, person, (language) => pageOf(beginning, language), now);
    await this.pager.write(tx, pages);
  }

  private async end(tx: Tx, person: Pageable, after: string | null, now: Date, zone: string): Promise<void> {
    const { email, name, language } = person;
    await this.letters.write(tx, {
      template: 'duty-ends',
      to: { email, name, language },
      variables: {
        dutyEnded: instantIn(now, zone, language),
        dutyAfter: after ?? inWords({ code: 'dutyNobody' }, language),
      },
    });
  }
}

/** Who was told last that they are on duty; null: nobody was, or that nobody is. */
async function lastTold(tx: Tx): Promise<string | null> {
  const [last] = await tx.query<{ userId: string | null }[]>(
    'SELECT user_id AS "userId" FROM duty_hand_overs ORDER BY told_at DESC, id DESC LIMIT 1',
  );
  return last?.userId ?? null;
}

async function stretchesAround(tx: Tx, { now, rota, overrides }: RotaInForce): Promise<Stretch[]> {
  const [from, until] = [new Date(now.getTime() - BACK), new Date(now.getTime() + AHEAD)];
  const shifts = shiftsBetween(rota, overrides, from, until);
  const staff = await pageable(tx, [...new Set(shifts.map(({ userId }) => userId))]);
  return stretchesOf(shifts, new Set(staff.map(({ userId }) => userId)));
}

/** Of one who has left as well. */
async function nameOf(tx: Tx, id: string): Promise<string | null> {
  const [user] = await tx.query<{ name: string }[]>('SELECT name FROM users WHERE id = $1', [id]);
  return user?.name ?? null;
}
