import { Injectable } from '@nestjs/common';
import { coded } from '#libs/contracts';
import type { AffectedState, AnswerView, ServiceState, TimelineActor } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf, sightOf, wayOf } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { Timeline } from '#libs/timeline';
import type { NewEntry } from '#libs/timeline';
import { IncidentFault } from './faults.ts';
import { AffectedOperator } from './incident.entity.ts';
import type { Incident } from './incident.entity.ts';
import { lockedIncident, touch, versionChanged } from './locked-incident.ts';
import { caseGoesOnIn, newCase } from './operator-cases.ts';
import { isOperatorAnswer, UNTOLD_STATES } from './state.ts';

export interface AffectedChange {
  state: AffectedState;
  serviceState?: ServiceState | undefined;
  reason?: string | undefined;
  /** By which way it came; stands in the record. */
  via?: AnswerView['via'] | undefined;
}

/** How it stands with each operator of an incident: told, and what it answered or a responder says of it. */
@Injectable()
export class Answers {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly timeline: Timeline,
  ) {}

  /**
   * A responder's word on an operator (adding it where it was not in the set), or an operator's own answer.
   * @throws IncidentFault `affected.not_found`, `affected.state_not_yours`, `incident.version_changed`
   */
  async setAffected(
    principal: Principal,
    incidentId: string,
    operatorId: string,
    given: AffectedChange,
    version: number | null,
  ): Promise<AffectedOperator> {
    const sight = sightOf(principal);
    if (!sight.all) {
      if (sight.operatorId !== operatorId)
        throw new IncidentFault('affected.not_found', 'There is no such operator in this incident.');
      if (!isOperatorAnswer(given.state)) {
        throw new IncidentFault(
          'affected.state_not_yours',
          `An operator answers with what it knows of itself; ${given.state} is for the CERT to set.`,
        );
      }
    }
    await this.transactions.run(async (tx) => {
      const incident = await lockedIncident(tx, sight, incidentId);
      const change = { ...given, via: wayOf(principal) };
      await this.applyAnswer(tx, incident, operatorId, change, actorOf(principal), version);
    });
    return this.transactions.reader
      .getRepository(AffectedOperator)
      .findOneByOrFail({ incidentId, operatorId });
  }

  /**
   * An operator's answer that came by a link or by mail: the token, not an account, says who it is. `before` are entries of
   * what brought it, written ahead of it in one append.
   */
  async answer(
    tx: Tx,
    incidentId: string,
    operatorId: string,
    given: Pick<AffectedChange, 'state' | 'via'>,
    actor: TimelineActor,
    before: NewEntry[],
  ): Promise<void> {
    const incident = await lockedIncident(tx, { all: true }, incidentId);
    await this.applyAnswer(tx, incident, operatorId, given, actor, null, before);
    // A notice that is answered late: those who work on what was merged or split off since look there.
    const elsewhere = [await caseGoesOnIn(tx, incidentId, operatorId), incident.mergedIntoId];
    for (const id of new Set(elsewhere)) {
      if (id === null || id === incidentId) continue;
      const target = await lockedIncident(tx, { all: true }, id);
      await this.applyAnswer(tx, target, operatorId, given, actor, null);
    }
  }

  private async applyAnswer(
    tx: Tx,
    incident: Incident,
    operatorId: string,
    given: AffectedChange,
    actor: TimelineActor,
    version: number | null,
    before: NewEntry[] = [],
  ): Promise<void> {
    const now = await this.clock.now(tx);
    const affected = await tx
      .getRepository(AffectedOperator)
      .findOneBy({ incidentId: incident.id, operatorId });
    if (version !== null && affected !== null && affected.version !== version)
      throw versionChanged(affected.version);
    if (affected === null) {
      await assertOperator(tx, operatorId);
      await tx.getRepository(AffectedOperator).insert({
        incidentId: incident.id,
        operatorId,
        state: given.state,
        serviceState: given.serviceState ?? 'unknown',
        reasons: [
          { rule: 'by_hand', ...(given.reason === undefined ? addedBecause(actor) : { text: given.reason }) },
        ],
        stateChangedAt: now,
        ...newCase(incident, now),
      });
    } else {
      await tx.getRepository(AffectedOperator).update(
        { incidentId: incident.id, operatorId },
        {
          state: given.state,
          ...(given.serviceState === undefined ? {} : { serviceState: given.serviceState }),
          ...(isOperatorAnswer(given.state) ? { answeredAt: affected.answeredAt ?? now } : {}),
          version: affected.version + 1,
          stateChangedAt: affected.state === given.state ? affected.stateChangedAt : now,
          updatedAt: now,
          // It is told of the incident as we see it now; nothing of it was the operator's to see before.
          ...(affected.state === 'suspected' && given.state !== 'suspected'
            ? { knownSince: now, cameAt: now }
            : {}),
        },
      );
    }
    await touch(tx, incident, now);
    await this.timeline.append(tx, { stream: 'incident', id: incident.id }, [
      ...before,
      {
        type: affected === null ? 'operator.added' : 'operator.state_changed',
        actor,
        at: now,
        data: {
          operatorId,
          from: affected?.state ?? null,
          to: given.state,
          ...(given.serviceState === undefined
            ? {}
            : { serviceFrom: affected?.serviceState ?? null, serviceTo: given.serviceState }),
          reason: given.reason,
          via: given.via,
        },
      },
    ]);
  }

  /**
   * A relay took notices for these operators, of one incident or several. Returns the entries of what that moved, for the
   * caller's append in the same transaction.
   */
  async markTold(
    tx: Tx,
    told: { incidentId: string; operatorId: string }[],
    now: Date,
  ): Promise<{ incidentId: string; entry: NewEntry }[]> {
    if (told.length === 0) return [];
    const [moved] = await tx.query<
      [{ incident_id: string; operator_id: string; old_state: AffectedState }[], number]
    >(
      `UPDATE affected_operators a SET told_at = COALESCE(a.told_at, $3),
              state = CASE WHEN a.state = ANY($4) THEN 'told' ELSE a.state END,
              version = a.version + CASE WHEN a.state = ANY($4) THEN 1 ELSE 0 END,
              state_changed_at = CASE WHEN a.state = ANY($4) THEN $3 ELSE a.state_changed_at END,
              known_since = CASE WHEN a.state = 'suspected' THEN $3 ELSE a.known_since END,
              came_at = CASE WHEN a.state = 'suspected' THEN $3 ELSE a.came_at END, updated_at = $3
         FROM (SELECT incident_id, operator_id, state FROM affected_operators
                WHERE (incident_id, operator_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))
                ORDER BY incident_id, operator_id FOR UPDATE) AS old
        WHERE a.incident_id = old.incident_id AND a.operator_id = old.operator_id
        RETURNING a.incident_id, a.operator_id, old.state AS old_state`,
      [
        told.map(({ incidentId }) => incidentId),
        told.map(({ operatorId }) => operatorId),
        now,
        UNTOLD_STATES,
      ],
    );
    return moved
      .filter(({ old_state }) => UNTOLD_STATES.includes(old_state))
      .map(({ incident_id, operator_id, old_state }) => ({
        incidentId: incident_id,
        entry: {
          type: 'operator.state_changed',
          actor: { kind: 'system', name: 'notifications' },
          at: now,
          data: { operatorId: operator_id, from: old_state, to: 'told' },
        },
      }));
  }
}

/** An operator that was told without being in the set comes into it by its answer. */
const addedBecause = ({ kind }: TimelineActor) =>
  kind === 'user'
    ? { text: 'added by a responder', ...coded('added_by_hand', {}) }
    : { text: 'was told of it by hand, and answered', ...coded('told_by_hand', {}) };

async function assertOperator(tx: Tx, operatorId: string): Promise<void> {
  const rows = await tx.query<unknown[]>('SELECT 1 FROM operators WHERE id = $1', [operatorId]);
  if (rows.length === 0)
    throw new IncidentFault('affected.not_found', 'There is no such operator in the directory.');
}
