import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { IncidentState, Severity, TimelineActor, Tlp } from '#libs/contracts';
import { isWider } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf, sightOf } from '#libs/access';
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
import { lockedIncident, notFound, touch, versionChanged } from './locked-incident.ts';
import { tellAll, touchAll, touchOne } from './operator-cases.ts';
import { assertTransition } from './state.ts';
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
      const incident = await lockedIncident(tx, sightOf(principal), id);
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

  private async change(
    principal: Principal,
    id: string,
    version: number | null,
    act: (tx: Tx, incident: Incident, now: Date) => Promise<NewEntry[]>,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const incident = await lockedIncident(tx, sightOf(principal), id);
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
}

async function assertStaff(tx: Tx, userId: string): Promise<void> {
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM users WHERE id = $1 AND role IN ('responder', 'lead') AND deactivated_at IS NULL`,
    [userId],
  );
  if (rows.length === 0)
    throw new IncidentFault('user.not_found', 'Assign to a responder or lead with an active account.');
}
