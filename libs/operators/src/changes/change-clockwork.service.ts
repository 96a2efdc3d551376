import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';
import type { Claim, WorkHandler } from '#libs/queue';
import { putAside } from '#libs/queue';
import { ChangeFlow } from './change-flow.service.ts';

/** s; after which a change that failed for a fault of ours is looked at again. */
const PUT_OFF = 3_600;

/** Lets open changes freeze, thaw and run out when nobody touches them. */
@Injectable()
export class ChangeClockwork implements WorkHandler {
  readonly job = 'contact-change.settle' as const;
  readonly table = 'contact_changes';
  readonly states = ['asked', 'frozen'];
  readonly aside = { state: null, again: null, over: null };

  constructor(
    private readonly transactions: Transactions,
    private readonly flow: ChangeFlow,
  ) {}

  async work({ id, attempt }: Claim): Promise<null> {
    const [row] = await this.transactions.reader.query<{ operator_id: string }[]>(
      'SELECT operator_id FROM contact_changes WHERE id = $1 AND attempt = $2',
      [id, attempt],
    );
    // What it does depends on the change as it is then, so a late worker does no harm.
    if (row !== undefined) await this.transactions.run((tx) => this.flow.take(tx, id, row.operator_id));
    return null;
  }

  /** One by one: each holds its operator still, and two never wait for each other. */
  async workAll(claims: Claim[]): Promise<null[]> {
    for (const claim of claims) await this.work(claim);
    return claims.map(() => null);
  }

  /** It stays open, and is looked at again by itself: nobody's word on it is lost by a fault of ours. */
  async quarantine(claim: Claim, why: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (!(await putAside(tx, this, claim, why))) return;
      await tx.query(
        'UPDATE contact_changes SET strikes = 0, due_at = dnscert_now() + make_interval(secs => $2) WHERE id = $1',
        [claim.id, PUT_OFF],
      );
    });
  }
}
