import { Injectable } from '@nestjs/common';
import { OPEN_DEADLINE_STATES } from '#libs/contracts';
import type { PagingFigures } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { DutyPeople } from './duty-people.service.ts';
import { Pager } from './pager.service.ts';
import { Standstills } from './standstills.service.ts';

/** Incidents that are named. */
const MOST_NAMED = 5;

/** Of what nobody could be told, and whom there is to tell. */
@Injectable()
export class Alarms {
  constructor(
    private readonly transactions: Transactions,
    private readonly people: DutyPeople,
    private readonly pager: Pager,
    private readonly standstills: Standstills,
  ) {}

  async state(): Promise<PagingFigures> {
    const { reader } = this.transactions;
    const [unheard, [untaken], ours, last] = await Promise.all([
      reader.query<{ count: number; number: string }[]>(
        `SELECT i.number, count(*)::int AS count FROM deadlines d JOIN incidents i ON i.id = d.incident_id
          WHERE d.nobody_told_at IS NOT NULL AND (d.acknowledged_at IS NULL OR d.acknowledged_at < d.nobody_told_at)
            AND d.state = ANY($1) AND NOT d.exercise
          GROUP BY i.id, i.number ORDER BY min(d.nobody_told_at), i.number`,
        [OPEN_DEADLINE_STATES],
      ),
      reader.query<{ count: number }[]>(
        `SELECT count(*)::int AS count FROM pages WHERE state IN ('failed', 'quarantined') AND created_at > dnscert_now() - interval '1 day'`,
      ),
      this.people.now(reader),
      this.standstills.last(),
    ]);
    const all = new Map([...ours.onDuty, ...ours.leads].map((one) => [one.userId, one]));
    return {
      unheard: unheard.reduce((sum, { count }) => sum + count, 0),
      incidents: unheard.slice(0, MOST_NAMED).map(({ number }) => number),
      untaken: untaken?.count ?? 0,
      ways: this.pager.ways(),
      people: [...all.values()].filter((person) => this.pager.waysTo(person).length > 0).length,
      standstill:
        last === null
          ? null
          : { from: last.from.toISOString(), until: last.until?.toISOString() ?? null, told: last.told },
    };
  }
}
