import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import type { Claim, WorkHandler } from '#libs/queue';
import { putAside } from '#libs/queue';
import { Clocks } from './clocks.service.ts';

/** Works out anew what is due of incidents whose record has grown. */
@Injectable()
export class Reckonings implements WorkHandler {
  readonly job = 'deadline.reckon' as const;
  readonly table = 'deadline_reckonings';
  readonly states = ['due'];
  readonly aside = { state: 'quarantined', again: 'due', over: null };
  readonly everySecond = true;

  constructor(
    private readonly transactions: Transactions,
    private readonly clocks: Clocks,
  ) {}

  async work(claim: Claim): Promise<null> {
    await this.workAll([claim]);
    return null;
  }

  async workAll(claims: Claim[]): Promise<null[]> {
    await this.transactions.run((tx) => this.workOut(tx, claims));
    return claims.map(() => null);
  }

  /**
   * How often it was wanted is read before the facts and compared after them: what came in between is worked out next. The
   * rows are locked last, as by whoever writes an entry.
   */
  private async workOut(tx: Tx, claims: Claim[]): Promise<void> {
    const ids = claims.map(({ id }) => id);
    const asked = await tx.query<{ id: string; asked: string }[]>(
      `SELECT id, asked FROM deadline_reckonings WHERE id = ANY($1) AND state = 'due'`,
      [ids],
    );
    await this.clocks.goOn(
      tx,
      asked.map(({ id }) => id),
    );
    await tx.query(
      `UPDATE deadline_reckonings r SET state = CASE WHEN r.asked = a.asked THEN 'done' ELSE 'due' END, lease_until = NULL, strikes = 0, rung_at = NULL
         FROM unnest($1::uuid[], $2::bigint[]) AS a (id, asked) WHERE r.id = a.id AND r.state = 'due'`,
      [asked.map(({ id }) => id), asked.map((one) => one.asked)],
    );
  }

  async quarantine(claim: Claim, why: string): Promise<void> {
    await putAside(this.transactions.reader, this, claim, why);
  }
}
