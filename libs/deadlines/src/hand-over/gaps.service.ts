import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Audit, Letters } from '#libs/access';
import type { Tx } from '#libs/database';
import { CLOCK } from '../clock-actor.ts';
import { leads } from '../paging/people.ts';
import type { RotaInForce } from '../rota/rota.service.ts';
import { inWords } from '../words/in-words.ts';
import { instantIn } from './hand-over-words.ts';
import { gapsBetween } from './stretches.ts';
import type { Gap, Stretch } from './stretches.ts';

/** ms; how long before it the leads are told. */
const IN_SIGHT = 86_400_000;

interface Told {
  id: string;
  fromAt: Date;
}

/** Tells the leads, once, of a time in which nobody is on duty: a day before it, or when it is seen. */
@Injectable()
export class Gaps {
  constructor(
    private readonly audit: Audit,
    private readonly letters: Letters,
  ) {}

  /** By whoever alone looks. */
  async look(tx: Tx, inForce: RotaInForce, stretches: Stretch[]): Promise<void> {
    const { now, rota, overrides } = inForce;
    // Who has no rota and has nobody stand in has no gap in it.
    const isKept = rota !== null || overrides.length > 0;
    const gaps = isKept ? gapsBetween(stretches, now, new Date(now.getTime() + IN_SIGHT)) : [];
    const told = await tx.query<Told[]>(
      'SELECT id, from_at AS "fromAt" FROM duty_gaps WHERE over_at IS NULL ORDER BY from_at',
    );
    const known = (gap: Gap) => told.find(({ fromAt }) => isSame(gap, fromAt, now));
    const over = told.filter(({ fromAt }) => !gaps.some((gap) => isSame(gap, fromAt, now)));
    if (over.length > 0)
      await tx.query('UPDATE duty_gaps SET over_at = $2 WHERE id = ANY($1)', [over.map(({ id }) => id), now]);
    for (const gap of gaps) if (known(gap) === undefined) await this.tell(tx, gap, rota?.zone ?? 'UTC', now);
  }

  private async tell(tx: Tx, { from, until }: Gap, zone: string, now: Date): Promise<void> {
    const id = uuidv7();
    await tx.query('INSERT INTO duty_gaps (id, from_at, until_at, told_at) VALUES ($1, $2, $3, $4)', [
      id,
      from,
      until,
      now,
    ]);
    for (const { email, name, language } of await leads(tx))
      await this.letters.write(tx, {
        template: 'duty-gap',
        to: { email, name, language },
        variables: {
          gapFrom: instantIn(from, zone, language),
          gapUntil:
            until === null ? inWords({ code: 'dutyNoEnd' }, language) : instantIn(until, zone, language),
        },
        lane: 'urgent',
      });
    await this.audit.append(tx, [
      { type: 'rota.gap_told', actor: CLOCK, subject: { kind: 'duty_gap', id }, data: { from, until } },
    ]);
  }
}

/** One that goes on has no beginning that stays: whatever was told of and has begun is it. */
const isSame = ({ from }: Gap, toldFrom: Date, now: Date): boolean =>
  from.getTime() === toldFrom.getTime() || (from <= now && toldFrom <= now);
