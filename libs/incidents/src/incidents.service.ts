import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type {
  AffectedState,
  AnswerView,
  IncidentState,
  ServiceState,
  Severity,
  TimelineActor,
  Tlp,
} from '#libs/contracts';
import { isWider } from '#libs/contracts';
import type { Principal, Sight } from '#libs/access';
import { actorOf, sightOf, wayOf } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { Timeline } from '#libs/timeline';
import type { NewEntry } from '#libs/timeline';
import { Announcing } from './announcing.service.ts';
import { assertConsented } from './consents.service.ts';
import { IncidentFault } from './faults.ts';
import { authoredNotes } from './authored-notes.ts';
import type { AuthoredNote } from './authored-notes.ts';
import { AffectedOperator, Incident, Note } from './incident.entity.ts';
import { caseGoesOnIn, newCase, tellAll, touchAll, touchOne } from './operator-cases.ts';
import { assertTransition, isOperatorAnswer, UNTOLD_STATES } from './state.ts';
import { VISIBLE_CASE } from './visibility.ts';

/** What a responder may set by hand. Absent stays; `assignee` null takes it off. */
export interface IncidentEdit {
  title?: string | undefined;
  summary?: string | undefined;
  kind?: string | undefined;
  severity?: Severity | undefined;
  tlp?: Tlp | undefined;
  assignee?: string | null | undefined;
  reason?: string | undefined;
}

export interface AffectedChange {
  state: AffectedState;
  serviceState?: ServiceState | undefined;
  reason?: string | undefined;
  /** By which way it came; stands in the record. */
  via?: AnswerView['via'] | undefined;
}

/** Incidents after triage: judged, moved, assigned, annotated, by people. Each change writes its own entry. */
@Injectable()
export class Incidents {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly timeline: Timeline,
    private readonly announcing: Announcing,
  ) {}

  /**
   * What one may not see is not there. An operator asks by the id that it knows, and is answered the incident that is worked
   * on under it: its own `id` is not for the operator to see, `Cases` shows what is.
   * @throws IncidentFault `incident.not_found`
   */
  async find(principal: Principal, id: string): Promise<Incident> {
    const sight = sightOf(principal);
    const own = sight.all ? id : await this.workedOn(this.transactions.reader, sight.operatorId, id);
    const incident =
      own === null ? null : await this.transactions.reader.getRepository(Incident).findOneBy({ id: own });
    if (incident === null) throw notFound();
    return incident;
  }

  /** Under which label it is shown to a caller; null: not at all. */
  async labelFor(principal: Principal, id: string): Promise<Tlp | null> {
    const sight = sightOf(principal);
    const rows = sight.all
      ? await this.transactions.reader.query<{ tlp: Tlp }[]>('SELECT tlp FROM incidents WHERE id = $1', [id])
      : await this.transactions.reader.query<{ tlp: Tlp }[]>(
          `SELECT a.tlp FROM affected_operators a
            WHERE COALESCE(a.known_as_id, a.incident_id) = $1 AND a.operator_id = $2 AND ${VISIBLE_CASE}`,
          [id, sight.operatorId],
        );
    return rows[0]?.tlp ?? null;
  }

  private async workedOn(manager: Tx, operatorId: string | null, id: string): Promise<string | null> {
    const [row] = await manager.query<{ incident_id: string }[]>(
      `SELECT a.incident_id FROM affected_operators a
        WHERE COALESCE(a.known_as_id, a.incident_id) = $1 AND a.operator_id = $2 AND ${VISIBLE_CASE}`,
      [id, operatorId],
    );
    return row?.incident_id ?? null;
  }

  /** By the id of the incident that is worked on. */
  private async isVisible(manager: Tx, sight: Sight, id: string): Promise<boolean> {
    if (sight.all) return true;
    const rows = await manager.query<unknown[]>(
      `SELECT 1 FROM affected_operators a WHERE a.incident_id = $1 AND a.operator_id = $2 AND ${VISIBLE_CASE}`,
      [id, sight.operatorId],
    );
    return rows.length > 0;
  }

  async affectedOf(incidentId: string, operatorId?: string): Promise<AffectedOperator[]> {
    return this.transactions.reader.getRepository(AffectedOperator).find({
      where: { incidentId, ...(operatorId === undefined ? {} : { operatorId }) },
      order: { operatorId: 'ASC' },
    });
  }

  /**
   * Raising a label is free; lowering it takes the recorded consent of the sources.
   * @throws IncidentFault `incident.version_changed` when somebody was faster, with the present version; `incident.tlp_wider`
   */
  async edit(principal: Principal, id: string, version: number, edit: IncidentEdit): Promise<Incident> {
    await this.change(principal, id, version, async (tx, incident, now) => {
      const { assignee, reason, tlp, ...others } = edit;
      const entries: NewEntry[] = [];
      if (tlp !== undefined && isWider(tlp, incident.tlp)) {
        const consents = await assertConsented(tx, incident, tlp);
        entries.push({
          type: 'incident.tlp_lowered',
          actor: actorOf(principal),
          at: now,
          data: { from: incident.tlp, to: tlp, consents, reason },
        });
        incident.tlp = tlp;
      }
      await tellAll(tx, id, edit, now);
      const changed = Object.entries({ ...others, tlp } as Record<string, unknown>).filter(
        ([name, value]) => value !== undefined && value !== incident[name as keyof typeof others],
      );
      if (changed.length > 0) {
        entries.push({
          type: 'incident.edited',
          actor: actorOf(principal),
          at: now,
          data: {
            from: Object.fromEntries(changed.map(([name]) => [name, incident[name as keyof typeof others]])),
            to: Object.fromEntries(changed),
            reason,
          },
        });
        Object.assign(incident, Object.fromEntries(changed));
        // A responder has judged it, whatever an unknown source had claimed.
        if (changed.some(([name]) => name === 'severity')) incident.confirmed = true;
      }
      if (assignee !== undefined && assignee !== incident.assigneeId) {
        if (assignee !== null) await assertStaff(tx, assignee);
        entries.push({
          type: 'incident.assigned',
          actor: actorOf(principal),
          at: now,
          data: { from: incident.assigneeId, to: assignee },
        });
        incident.assigneeId = assignee;
      }
      return entries;
    });
    return this.find(principal, id);
  }

  /** @throws IncidentFault `incident.illegal_transition` with the legal ones */
  async transition(
    principal: Principal,
    id: string,
    to: IncidentState,
    reason: string | undefined,
  ): Promise<Incident> {
    await this.change(principal, id, null, async (tx, incident, now) => {
      const from = incident.state;
      assertTransition(from, to, reason);
      await touchAll(tx, id, now);
      incident.state = to;
      if (to === 'closed') {
        incident.firstClosedAt ??= now;
        incident.closedAt = now;
        await this.announcing.askForSlices(tx, incident, now);
      } else incident.closedAt = null;
      return [
        { type: 'incident.state_changed', actor: actorOf(principal), at: now, data: { from, to, reason } },
      ];
    });
    return this.find(principal, id);
  }

  /** Puts the incident of a canary away. What is none, or is put away already, stays as it is. */
  async endCanary(tx: Tx, id: string, actor: TimelineActor, reason: string): Promise<void> {
    const incident = await tx
      .getRepository(Incident)
      .findOne({ where: { id, canary: true }, lock: { mode: 'pessimistic_write' } });
    if (incident === null || incident.state === 'rejected') return;
    const now = await this.clock.now(tx);
    const from = incident.state;
    incident.state = 'rejected';
    await touch(tx, incident, now);
    await tx.getRepository(Incident).update({ id }, { state: 'rejected' });
    await this.timeline.append(tx, { stream: 'incident', id }, [
      { type: 'incident.state_changed', actor, at: now, data: { from, to: 'rejected', reason } },
    ]);
  }

  async addNote(principal: Principal, id: string, body: string): Promise<Note> {
    const { userId: authorId, operatorId } = principal;
    const note = { id: uuidv7(), incidentId: id, authorId, operatorId, body };
    const createdAt = await this.annotate(principal, id, async (tx, now) => {
      await tx.getRepository(Note).insert({ ...note, createdAt: now });
      return {
        type: 'note.added',
        actor: actorOf(principal),
        at: now,
        data: { noteId: note.id, operatorId, characters: body.length },
      };
    });
    return { ...note, createdAt };
  }

  /** Adds to an incident that a principal sees, in one transaction with the entry that `write` answers. @returns when */
  async annotate(
    principal: Principal,
    id: string,
    write: (tx: Tx, now: Date) => Promise<NewEntry>,
  ): Promise<Date> {
    return this.transactions.run(async (tx) => {
      const incident = await this.lock(tx, sightOf(principal), id);
      const now = await this.clock.now(tx);
      const entry = await write(tx, now);
      await touch(tx, incident, now);
      if (principal.operatorId !== null) await touchOne(tx, id, principal.operatorId, now);
      await this.timeline.append(tx, { stream: 'incident', id }, [entry]);
      return now;
    });
  }

  /** All notes; an operator's own are `Cases.notesOf`. */
  async notesOf(incidentId: string): Promise<AuthoredNote[]> {
    const { reader } = this.transactions;
    const notes = await reader
      .getRepository(Note)
      .find({ where: { incidentId }, order: { createdAt: 'ASC', id: 'ASC' } });
    return authoredNotes(reader, notes);
  }

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
      const incident = await this.lock(tx, sight, incidentId);
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
    const incident = await this.lock(tx, { all: true }, incidentId);
    await this.applyAnswer(tx, incident, operatorId, given, actor, null, before);
    // A notice that is answered late: those who work on what was merged or split off since look there.
    const elsewhere = [await caseGoesOnIn(tx, incidentId, operatorId), incident.mergedIntoId];
    for (const id of new Set(elsewhere)) {
      if (id === null || id === incidentId) continue;
      const target = await this.lock(tx, { all: true }, id);
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
        reasons: [{ rule: 'by_hand', text: given.reason ?? addedBecause(actor) }],
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

  private async change(
    principal: Principal,
    id: string,
    version: number | null,
    act: (tx: Tx, incident: Incident, now: Date) => Promise<NewEntry[]>,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const incident = await this.lock(tx, sightOf(principal), id);
      if (version !== null && incident.version !== version) throw versionChanged(incident.version);
      const now = await this.clock.now(tx);
      const entries = await act(tx, incident, now);
      if (entries.length === 0) return;
      incident.version += 1;
      incident.updatedAt = now;
      await tx.getRepository(Incident).save(incident);
      await this.timeline.append(tx, { stream: 'incident', id }, entries);
    });
  }

  private async lock(tx: Tx, sight: Sight, id: string): Promise<Incident> {
    const incident = await tx
      .getRepository(Incident)
      .findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    if (incident === null || !(await this.isVisible(tx, sight, id))) throw notFound();
    return incident;
  }
}

const notFound = () => new IncidentFault('incident.not_found', 'There is no such incident.');

/** An operator that was told without being in the set comes into it by its answer. */
const addedBecause = ({ kind }: TimelineActor) =>
  kind === 'user' ? 'added by a responder' : 'was told of it by hand, and answered';

const versionChanged = (present: number) =>
  new IncidentFault(
    'incident.version_changed',
    'Somebody changed it in the meantime. Read it again, then decide.',
    { version: present },
  );

async function touch(tx: Tx, incident: Incident, now: Date): Promise<void> {
  await tx
    .getRepository(Incident)
    .update({ id: incident.id }, { version: incident.version + 1, updatedAt: now });
}

async function assertStaff(tx: Tx, userId: string): Promise<void> {
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM users WHERE id = $1 AND role IN ('responder', 'lead') AND deactivated_at IS NULL`,
    [userId],
  );
  if (rows.length === 0)
    throw new IncidentFault('user.not_found', 'Assign to a responder or lead with an active account.');
}

async function assertOperator(tx: Tx, operatorId: string): Promise<void> {
  const rows = await tx.query<unknown[]>('SELECT 1 FROM operators WHERE id = $1', [operatorId]);
  if (rows.length === 0)
    throw new IncidentFault('affected.not_found', 'There is no such operator in the directory.');
}
