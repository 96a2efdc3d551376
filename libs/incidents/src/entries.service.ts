import { Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import { actorOf } from '#libs/access';
import { Timeline } from '#libs/timeline';
import { IncidentFault } from './faults.ts';
import { Incidents } from './incidents.service.ts';

/** What somebody says happened, with how sure they are of when. */
export interface Fact {
  what: string;
  from: Date;
  until: Date | null;
  uncertain: boolean;
  observedAt: Date | null;
  /** Index of an earlier such entry that this one corrects; both stay. */
  corrects: number | null;
}

/** What people do with entries themselves: state a fact, correct one, have the content of one erased. Nothing is edited. */
@Injectable()
export class Entries {
  constructor(
    private readonly incidents: Incidents,
    private readonly timeline: Timeline,
  ) {}

  /** Parties may disagree: each states its own, and all stay. @throws IncidentFault `incident.not_found`, `entry.not_a_fact` */
  async state(principal: Principal, incidentId: string, fact: Fact): Promise<void> {
    const { what, from, until, uncertain, observedAt, corrects } = fact;
    const corrected = corrects === null ? null : await this.factAt(incidentId, corrects);
    await this.incidents.annotate(principal, incidentId, () =>
      Promise.resolve({
        type: 'fact.stated',
        actor: actorOf(principal),
        at: from,
        until,
        uncertain,
        observedAt,
        data: {
          what,
          operatorId: principal.operatorId,
          ...(corrected === null ? {} : { corrects: corrected }),
        },
      }),
    );
  }

  private async factAt(incidentId: string, index: number): Promise<{ index: number; leafHash: string }> {
    const [entry] = await this.timeline.entriesOf(incidentId, index, 1);
    if (entry?.type !== 'fact.stated')
      throw new IncidentFault('entry.not_a_fact', `Entry ${index} states no fact that could be corrected.`);
    return { index, leafHash: entry.leafHash };
  }

  /** @throws IncidentFault `incident.not_found`, `entry.not_erasable` */
  async erase(principal: Principal, incidentId: string, index: number, reason: string): Promise<void> {
    await this.incidents.annotate(principal, incidentId, async (tx, now) => {
      const erased = await this.timeline.erase(tx, incidentId, index);
      if (erased === null)
        throw new IncidentFault(
          'entry.not_erasable',
          `Entry ${index} cannot be erased: there is none, it is not sealed yet, or its content is gone already.`,
        );
      const { leafHash, type, recordedAt } = erased;
      return {
        type: 'entry.erased',
        actor: actorOf(principal),
        at: now,
        data: { index, leafHash, entryType: type, recordedAt: recordedAt.toISOString(), reason },
      };
    });
  }
}
