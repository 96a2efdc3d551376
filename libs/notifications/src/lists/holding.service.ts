import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { isAtLeast } from '#libs/contracts';
import { Audit } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, insertRows, Transactions } from '#libs/database';
import { Bells } from '#libs/queue';
import { whyNotOnList } from './label.ts';
import { changedUnderARule, matchesOf, whyNotByRule } from './matching.ts';
import type { Match } from './matching.ts';
import { ListRule } from './rule.entity.ts';

const BY_RULE = { kind: 'system', name: 'rules of lists' } as const;

/** ms; how far back changes are looked for, so that none is missed while no worker runs for a while. */
const LOOKS_BACK = 3_600_000;

/** Holds an alert for each rule that an incident falls under, for as long as the rule says; what its label keeps back is seen too. */
@Injectable()
export class Holding {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly bells: Bells,
    private readonly audit: Audit,
  ) {}

  /** In the transaction in which triage's wish to tell is taken up. Asked again, nothing more happens. */
  async consider(tx: Tx, incidentIds: string[], now: Date): Promise<void> {
    if (incidentIds.length === 0 || !(await tx.getRepository(ListRule).existsBy({ state: 'active' }))) return;
    // Nobody else holds one of these until we are done.
    for (const id of [...new Set(incidentIds)].sort())
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`alerts ${id}`]);
    const rows = (await matchesOf(tx, incidentIds)).map((match) => rowOf(match, now));
    if (rows.length === 0) return;
    await insertRows(tx, 'list_alerts', rows);
    await this.audit.append(
      tx,
      rows.map((row) => ({
        type: row.state === 'held' ? 'alert.held' : 'alert.withheld',
        actor: BY_RULE,
        subject: { kind: 'list_alert', id: row.id },
        data: { listId: row.list_id, ruleId: row.rule_id, incidentId: row.incident_id, reason: row.reason },
      })),
    );
    for (const { id, lane, state, due_at } of rows)
      if (state === 'held' && due_at <= now)
        this.bells.ringAfterCommit(tx, { job: 'alert.post', lane, id, attempt: 0 });
  }

  /** Incidents that people changed meanwhile: raised, accepted, or touching more. Every minute, by any worker. */
  async considerChanged(): Promise<void> {
    await this.transactions.run(async (tx) => {
      const now = await this.clock.now(tx);
      await this.consider(tx, await changedUnderARule(tx, new Date(now.getTime() - LOOKS_BACK)), now);
    });
  }
}

function rowOf({ incidentId, severity, tlp, rule, list }: Match, now: Date) {
  const why = whyNotByRule(rule, { tlp }) ?? whyNotOnList(tlp, list);
  return {
    id: uuidv7(),
    list_id: list.id,
    rule_id: rule.id,
    incident_id: incidentId,
    state: why === null ? 'held' : 'withheld',
    reason: why === null ? null : `${why}.`,
    created_at: now,
    lane: isAtLeast(severity, 'high') ? ('urgent' as const) : ('normal' as const),
    due_at: new Date(now.getTime() + rule.holdMinutes * 60_000),
    attempt: 0,
    strikes: 0,
    rung_at: rule.holdMinutes === 0 ? now : null,
  };
}
