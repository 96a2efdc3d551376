import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { AwarenessSet, EmbargoSet, FilingMade, OutageNoted, OutageWithdrawn } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, insertRows, Transactions } from '#libs/database';
import { Clocks } from './clocks.service.ts';
import { DeadlineFault } from './faults.ts';
import type { Given, Said } from './given.ts';
import { isTooFar } from './given.ts';
import { localInstant } from './rules/instants.ts';
import { noteOutage, withdrawOutage } from './said-of-outages.ts';

/**
 * The facts of clocks that no machine can know: since when somebody was aware, what was filed, what was down, until when
 * there is an embargo. None is ever changed; a correction stands beside what it corrects.
 */
@Injectable()
export class GivenFacts {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly clocks: Clocks,
  ) {}

  /** @throws DeadlineFault `awareness.operator_unknown`, `awareness.in_the_future` */
  async setAwareness(caller: Principal, incidentId: string, given: AwarenessSet): Promise<void> {
    await this.give(caller, incidentId, async ({ tx, now, by }) => {
      const operatorId = given.operatorId ?? null;
      const awareAt = new Date(given.awareAt);
      if (awareAt > now)
        throw new DeadlineFault('awareness.in_the_future', 'Nobody is aware of anything in the future.');
      if (operatorId !== null) await assertInvolved(tx, incidentId, operatorId);
      const [before] = await tx.query<{ aware_at: Date }[]>(
        `SELECT aware_at FROM incident_awareness WHERE incident_id = $1 AND operator_id IS NOT DISTINCT FROM $2
          ORDER BY decided_at DESC, id DESC LIMIT 1`,
        [incidentId, operatorId],
      );
      await insertRows(tx, 'incident_awareness', [
        {
          id: uuidv7(),
          incident_id: incidentId,
          operator_id: operatorId,
          aware_at: awareAt,
          reason: given.reason,
          unlawful: given.unlawful,
          cross_border: given.crossBorder,
          decided_by: by,
          decided_at: now,
        },
      ]);
      return {
        type: before === undefined ? 'awareness.set' : 'awareness.corrected',
        data: { ...given, operatorId, from: before?.aware_at ?? null, to: awareAt },
      };
    });
  }

  /** @throws DeadlineFault `filing.no_awareness`, `filing.in_the_future` */
  async noteFiling(caller: Principal, incidentId: string, given: FilingMade): Promise<void> {
    await this.give(caller, incidentId, async ({ tx, now, by }) => {
      const operatorId = given.operatorId ?? null;
      const filedAt = new Date(given.filedAt);
      if (filedAt > now) throw new DeadlineFault('filing.in_the_future', 'It was not filed yet.');
      const aware = await tx.query<unknown[]>(
        'SELECT 1 FROM incident_awareness WHERE incident_id = $1 AND operator_id IS NOT DISTINCT FROM $2 LIMIT 1',
        [incidentId, operatorId],
      );
      if (aware.length === 0)
        throw new DeadlineFault(
          'filing.no_awareness',
          'Set first since when they were aware: no clock runs before that.',
        );
      await insertRows(tx, 'incident_filings', [
        {
          id: uuidv7(),
          incident_id: incidentId,
          operator_id: operatorId,
          kind: given.kind,
          filed_at: filedAt,
          reference: given.reference,
          noted_by: by,
          noted_at: now,
        },
      ]);
      // `what`, for `kind` is what an entry calls the kind of an incident.
      return {
        type: 'filing.noted',
        data: { what: given.kind, operatorId, filedAt, reference: given.reference },
      };
    });
  }

  /** @throws DeadlineFault as `noteOutage` */
  async noteOutage(caller: Principal, incidentId: string, outage: OutageNoted): Promise<void> {
    await this.give(caller, incidentId, (given) => noteOutage(given, incidentId, outage));
  }

  /** It never was. @throws DeadlineFault as `withdrawOutage` */
  async withdrawOutage(
    caller: Principal,
    incidentId: string,
    outageId: string,
    { reason }: OutageWithdrawn,
  ): Promise<void> {
    await this.give(caller, incidentId, (given) => withdrawOutage(given, incidentId, outageId, reason));
  }

  /** @throws DeadlineFault `embargo.no_such_time`, `embargo.in_the_past`, `embargo.too_far`, `embargo.none` */
  async setEmbargo(caller: Principal, incidentId: string, given: EmbargoSet): Promise<void> {
    await this.give(caller, incidentId, async ({ tx, now, by }) => {
      const { until, zone, agreedWith, reason } = given;
      const found = until === null ? null : localInstant(until, zone);
      if (found !== null && 'fault' in found) throw new DeadlineFault('embargo.no_such_time', found.fault);
      if (found !== null && found.at <= now)
        throw new DeadlineFault('embargo.in_the_past', 'An embargo until then would be over already.');
      if (found !== null && isTooFar(found.at, now))
        throw new DeadlineFault('embargo.too_far', 'That is more than ten years away: look at the year.');
      if (found === null) await assertEmbargo(tx, incidentId);
      await insertRows(tx, 'incident_embargoes', [
        {
          id: uuidv7(),
          incident_id: incidentId,
          until_at: found?.at ?? null,
          zone,
          twice: found?.twice ?? false,
          agreed_with: agreedWith,
          reason,
          set_by: by,
          set_at: now,
        },
      ]);
      const data = found === null ? { reason } : { until: found.at, local: until, zone, agreedWith, reason };
      return { type: found === null ? 'embargo.lifted' : 'embargo.set', data };
    });
  }

  /** The fact, its entry and what follows from it are of one transaction. */
  private async give(
    caller: Principal,
    incidentId: string,
    write: (given: Given) => Promise<Said>,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const now = await this.clock.now(tx);
      const by = actorOf(caller);
      const said = await write({ tx, now, by });
      await this.clocks.goOn(tx, [incidentId], undefined, [{ actor: by, at: now, ...said }]);
    });
  }
}

async function assertInvolved(tx: Tx, incidentId: string, operatorId: string): Promise<void> {
  const rows = await tx.query<unknown[]>(
    'SELECT 1 FROM affected_operators WHERE incident_id = $1 AND operator_id = $2',
    [incidentId, operatorId],
  );
  if (rows.length === 0)
    throw new DeadlineFault('awareness.operator_unknown', 'This operator is not in the incident.');
}

async function assertEmbargo(tx: Tx, incidentId: string): Promise<void> {
  const [last] = await tx.query<{ until_at: Date | null }[]>(
    'SELECT until_at FROM incident_embargoes WHERE incident_id = $1 ORDER BY set_at DESC, id DESC LIMIT 1',
    [incidentId],
  );
  if (last === undefined || last.until_at === null)
    throw new DeadlineFault('embargo.none', 'There is no embargo to lift.');
}
