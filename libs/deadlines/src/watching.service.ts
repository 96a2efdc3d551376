import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';
import type { Claim, WorkHandler } from '#libs/queue';
import { putAside } from '#libs/queue';
import { Clocks } from './clocks.service.ts';

/** s; after which a deadline that failed for a fault of ours is looked at again. */
const PUT_OFF = 60;

/** Does what has become due of deadlines: notes that the instant has come, and climbs the next step of the ladder. */
@Injectable()
export class Watching implements WorkHandler {
  readonly job = 'deadline.watch' as const;
  readonly table = 'deadlines';
  readonly states = ['running', 'overdue'];
  readonly aside = { state: null, again: null, over: null };
  readonly everySecond = true;
  /** Short: what a killed worker had in hand is late already, and worked twice it comes to the same. */
  readonly leaseSeconds = 8;

  constructor(
    private readonly transactions: Transactions,
    private readonly clocks: Clocks,
  ) {}

  async work(claim: Claim): Promise<null> {
    await this.workAll([claim]);
    return null;
  }

  /** All of an incident that is due goes on together; what another worker has done meanwhile is found done. */
  async workAll(claims: Claim[]): Promise<null[]> {
    const ids = claims.map(({ id }) => id);
    await this.transactions.run(async (tx) => {
      const rows = await tx.query<{ incident_id: string }[]>(
        `SELECT DISTINCT incident_id FROM deadlines WHERE id = ANY($1) AND state = ANY($2) AND due_at <= dnscert_now()`,
        [ids, this.states],
      );
      await this.clocks.goOn(
        tx,
        rows.map(({ incident_id }) => incident_id),
      );
      await tx.query(
        'UPDATE deadlines SET lease_until = NULL, strikes = 0, rung_at = NULL WHERE id = ANY($1) AND lease_until IS NOT NULL',
        [ids],
      );
    });
    return claims.map(() => null);
  }

  /** It stays open, and is tried again by itself: no deadline is lost by a fault of ours. */
  async quarantine(claim: Claim, why: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (!(await putAside(tx, this, claim, why))) return;
      await tx.query(
        'UPDATE deadlines SET strikes = 0, due_at = dnscert_now() + make_interval(secs => $2) WHERE id = $1',
        [claim.id, PUT_OFF],
      );
    });
  }
}
