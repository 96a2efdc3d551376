import { Injectable } from '@nestjs/common';
import type { HeldAlertState } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf, assertMayDo, Audit } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { Incident } from '#libs/incidents';
import type { PageRequest } from '#libs/incidents';
import { AutoPosting, lockHeld } from './auto-posting.service.ts';
import { ListFault } from './faults.ts';
import { MailingList } from './list.entity.ts';
import { HeldAlert, ListRule } from './rule.entity.ts';

/** An alert of a rule, with what it is about. */
export interface AlertInHand {
  alert: HeldAlert;
  list: MailingList;
  rule: ListRule;
  incident: Incident;
}

export interface AlertFilter {
  states: readonly HeldAlertState[];
  /** A list's slug. */
  list: string | undefined;
}

/** What rules would post: seen, stopped, or sent before its time. */
@Injectable()
export class HeldAlerts {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly posting: AutoPosting,
    private readonly audit: Audit,
  ) {}

  /** A page in these states, of all lists or of one, the newest first. */
  async list({ states, list }: AlertFilter, page: PageRequest): Promise<AlertInHand[]> {
    const query = this.transactions.reader
      .getRepository(HeldAlert)
      .createQueryBuilder('a')
      .where('a.state = ANY(:states)', { states })
      .orderBy('a.createdAt', 'DESC')
      .addOrderBy('a.id', 'DESC')
      .limit(page.limit);
    if (list !== undefined)
      query.andWhere('a.list_id = (SELECT id FROM mailing_lists WHERE slug = :list)', { list });
    if (page.after !== undefined)
      query.andWhere('(a.created_at, a.id) < (:at, :id)', { at: page.after.at, id: page.after.id });
    return Promise.all((await query.getMany()).map((alert) => this.around(this.transactions.reader, alert)));
  }

  /** @throws ListFault `alert.not_found`, `alert.not_held` */
  async stop(principal: Principal, id: string, reason: string | null): Promise<AlertInHand> {
    assertMayDo(principal, 'list.post');
    return this.decide(id, async (tx, alert, now) => {
      const by = actorOf(principal);
      await tx
        .getRepository(HeldAlert)
        .update({ id }, { state: 'stopped', reason, decidedBy: by, decidedAt: now, leaseUntil: null });
      await this.audit.append(tx, [
        {
          type: 'alert.stopped',
          actor: by,
          subject: { kind: 'list_alert', id },
          data: { listId: alert.listId, incidentId: alert.incidentId, reason },
        },
      ]);
    });
  }

  /** At once, alone. @throws ListFault `alert.not_found`, `alert.not_held` */
  async send(principal: Principal, id: string): Promise<AlertInHand> {
    assertMayDo(principal, 'list.post');
    return this.decide(id, (tx, alert, now) => this.posting.postNow(tx, alert, actorOf(principal), now));
  }

  private async decide(
    id: string,
    act: (tx: Tx, alert: HeldAlert, now: Date) => Promise<void>,
  ): Promise<AlertInHand> {
    return this.transactions.run(async (tx) => {
      const alerts = tx.getRepository(HeldAlert);
      const known = await alerts.findOneBy({ id });
      if (known === null) throw new ListFault('alert.not_found', 'There is no such alert.');
      // Its rule first, as by whoever posts it.
      await tx
        .getRepository(ListRule)
        .findOne({ where: { id: known.ruleId }, lock: { mode: 'pessimistic_write' } });
      const held = await lockHeld(tx, { id });
      if (held === null) {
        const { state } = await alerts.findOneByOrFail({ id });
        throw new ListFault('alert.not_held', `It is ${state} already.`);
      }
      await act(tx, held, await this.clock.now(tx));
      return this.around(tx, await alerts.findOneByOrFail({ id }));
    });
  }

  private async around(manager: Tx, alert: HeldAlert): Promise<AlertInHand> {
    return {
      alert,
      list: await manager.getRepository(MailingList).findOneByOrFail({ id: alert.listId }),
      rule: await manager.getRepository(ListRule).findOneByOrFail({ id: alert.ruleId }),
      incident: await manager.getRepository(Incident).findOneByOrFail({ id: alert.incidentId }),
    };
  }
}
