import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { AuditType, NewListRule } from '#libs/contracts';
import { tlpRestriction } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf, assertMayDo, Audit } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { TRIAGE_RULES } from '#libs/incidents';
import type { TriageRules } from '#libs/triage';
import { ListFault } from './faults.ts';
import { ListRule } from './rule.entity.ts';
import type { MailingList } from './list.entity.ts';

/** Rules by which alerts post themselves. What one lead makes another must agree to: nobody alone mails many. */
@Injectable()
export class ListRules {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly audit: Audit,
    @Inject(TRIAGE_RULES) private readonly triage: TriageRules,
  ) {}

  /** Those that ended included, the oldest first. */
  async list({ id }: MailingList): Promise<ListRule[]> {
    return this.transactions.reader
      .getRepository(ListRule)
      .find({ where: { listId: id }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  /** @throws ListFault `list.label_refused`, `list_rule.kind_unknown` */
  async propose(principal: Principal, list: MailingList, given: NewListRule): Promise<ListRule> {
    assertMayDo(principal, 'list.manage');
    if (tlpRestriction(given.tlp) > tlpRestriction(list.tlp))
      throw new ListFault('list.label_refused', `This list carries TLP:${list.tlp} at the highest.`);
    const unknown = given.kinds.filter((kind) => !this.triage.kinds.has(kind));
    if (unknown.length > 0)
      throw new ListFault('list_rule.kind_unknown', `No incident is of this kind: ${unknown.join(', ')}.`);
    return this.transactions.run(async (tx) => {
      const rule = tx.getRepository(ListRule).create({
        ...given,
        id: uuidv7(),
        listId: list.id,
        state: 'proposed',
        createdBy: actorOf(principal),
        createdAt: await this.clock.now(tx),
        approvedBy: null,
        approvedAt: null,
      });
      await tx.getRepository(ListRule).insert(rule);
      await this.tell(tx, principal, 'list_rule.proposed', rule, { ...given });
      return rule;
    });
  }

  /** @throws ListFault `list_rule.not_found`, `list_rule.own`, `list_rule.not_proposed` */
  async approve(principal: Principal, list: MailingList, id: string): Promise<ListRule> {
    assertMayDo(principal, 'list.manage');
    return this.transactions.run(async (tx) => {
      const rule = await lockRule(tx, list, id);
      if (rule.state !== 'proposed')
        throw new ListFault('list_rule.not_proposed', `This rule waits for nobody: it is ${rule.state}.`);
      if (rule.createdBy.id === principal.userId)
        throw new ListFault('list_rule.own', 'You made this rule: another lead must agree to it.');
      await tx.getRepository(ListRule).save(
        Object.assign(rule, {
          state: 'active',
          approvedBy: actorOf(principal),
          approvedAt: await this.clock.now(tx),
        }),
      );
      await this.tell(tx, principal, 'list_rule.approved', rule, {});
      return rule;
    });
  }

  /** What it holds is still decided on by people, or goes out. @throws ListFault `list_rule.not_found` */
  async end(principal: Principal, list: MailingList, id: string): Promise<void> {
    assertMayDo(principal, 'list.manage');
    await this.transactions.run(async (tx) => {
      const rule = await lockRule(tx, list, id);
      if (rule.state === 'ended') return;
      await tx.getRepository(ListRule).update({ id }, { state: 'ended' });
      await this.tell(tx, principal, 'list_rule.ended', rule, {});
    });
  }

  private async tell(
    tx: Tx,
    principal: Principal,
    type: AuditType,
    { id, name, listId }: ListRule,
    to: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.append(tx, [
      { type, actor: actorOf(principal), subject: { kind: 'list_rule', id }, data: { listId, name, to } },
    ]);
  }
}

async function lockRule(tx: Tx, { id: listId }: MailingList, id: string): Promise<ListRule> {
  const rule = await tx
    .getRepository(ListRule)
    .findOne({ where: { id, listId }, lock: { mode: 'pessimistic_write' } });
  if (rule === null) throw new ListFault('list_rule.not_found', 'This list has no such rule.');
  return rule;
}
