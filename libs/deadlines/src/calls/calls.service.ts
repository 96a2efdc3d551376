import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { CallMade, CallState, CallView, Language, Tlp } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, insertRows, Transactions } from '#libs/database';
import { Timeline } from '#libs/timeline';
import { DeadlineFault } from '../faults.ts';
import { allInWords } from '../words/in-words.ts';
import type { Said } from '../words/sentence.ts';
import type { Callee } from './parties.ts';

interface Read extends Omit<CallView, 'incident' | 'callee' | 'about' | 'why' | 'createdAt' | 'doneAt'> {
  why: Said[];
  incidentId: string;
  number: string;
  severity: CallView['incident']['severity'];
  tlp: CallView['incident']['tlp'];
  exercise: boolean;
  calleeName: string | null;
  contactName: string | null;
  role: string | null;
  phone: string | null;
  timezone: string | null;
  aboutId: string | null;
  aboutName: string | null;
  createdAt: Date;
  doneAt: Date | null;
}

const CALLS = `
  SELECT c.id, c.party, coalesce(c.said, jsonb_build_array(c.why)) AS why, c.state, c.outcome, c.note, c.created_at AS "createdAt", c.done_by AS "doneBy", c.done_at AS "doneAt",
         c.deadline_id AS "deadlineId", i.id AS "incidentId", i.number, i.severity, i.tlp, i.exercise, o.name AS "calleeName",
         k.name AS "contactName", k.role, k.phone, k.timezone, a.id AS "aboutId", a.name AS "aboutName"
    FROM calls c JOIN incidents i ON i.id = c.incident_id LEFT JOIN operators o ON o.id = c.operator_id
    LEFT JOIN contacts k ON k.id = c.contact_id LEFT JOIN operators a ON a.id = c.about_id`;

/** What mail cannot do: calls that somebody has to make, and what came of them. */
@Injectable()
export class Calls {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly timeline: Timeline,
  ) {}

  async ask(
    tx: Tx,
    about: { incidentId: string; deadlineId: string; operatorId: string },
    { party, operatorId, contactId }: Callee,
    why: readonly Said[],
    now: Date,
  ): Promise<void> {
    await insertRows(tx, 'calls', [
      {
        id: uuidv7(),
        incident_id: about.incidentId,
        deadline_id: about.deadlineId,
        about_id: about.operatorId,
        operator_id: operatorId,
        contact_id: contactId,
        party,
        why: allInWords(why, 'en').join(' '),
        said: why,
        state: 'open',
        created_at: now,
      },
    ]);
  }

  /** Of deadlines that ask for nothing any more. */
  async drop(tx: Tx, deadlineIds: string[]): Promise<void> {
    if (deadlineIds.length === 0) return;
    await tx.query(`UPDATE calls SET state = 'dropped' WHERE state = 'open' AND deadline_id = ANY($1)`, [
      deadlineIds,
    ]);
  }

  /** The oldest first. `after` is the last that was read. */
  async list(
    filter: { states: readonly CallState[]; incidentId?: string | undefined },
    limit: number,
    language: Language,
    after?: { at: Date; id: string },
  ): Promise<CallView[]> {
    const rows = await this.transactions.reader.query<Read[]>(
      `${CALLS} WHERE c.state = ANY($1) AND ($2::uuid IS NULL OR c.incident_id = $2)
          AND ($3::timestamptz IS NULL OR (c.created_at, c.id) > ($3, $4::uuid)) ORDER BY c.created_at, c.id LIMIT $5`,
      [filter.states, filter.incidentId ?? null, after?.at ?? null, after?.id ?? null, limit],
    );
    return rows.map((row) => callView(row, language));
  }

  /** Of the incident that it is about; null where there is no such call. */
  async labelOf(id: string): Promise<Tlp | null> {
    const [row] = await this.transactions.reader.query<{ tlp: Tlp }[]>(
      'SELECT i.tlp FROM calls c JOIN incidents i ON i.id = c.incident_id WHERE c.id = $1',
      [id],
    );
    return row?.tlp ?? null;
  }

  /** @throws DeadlineFault `call.not_found` */
  async one(id: string, language: Language): Promise<CallView> {
    const [row] = await this.transactions.reader.query<Read[]>(`${CALLS} WHERE c.id = $1`, [id]);
    if (row === undefined) throw notFound();
    return callView(row, language);
  }

  private async assertThere(id: string): Promise<void> {
    const rows = await this.transactions.reader.query<unknown[]>('SELECT 1 FROM calls WHERE id = $1', [id]);
    if (rows.length === 0) throw notFound();
  }

  /** Somebody called. @throws DeadlineFault `call.not_found`, `call.not_open` */
  async made(caller: Principal, id: string, { outcome, note }: CallMade): Promise<void> {
    await this.transactions.run(async (tx) => {
      const now = await this.clock.now(tx);
      const [rows] = await tx.query<
        [
          { incident_id: string; about_id: string | null; operator_id: string | null; party: string }[],
          number,
        ]
      >(
        `UPDATE calls SET state = 'done', outcome = $2, note = $3, done_by = $4, done_at = $5
          WHERE id = $1 AND state = 'open' RETURNING incident_id, about_id, operator_id, party`,
        [id, outcome, note, actorOf(caller), now],
      );
      const [row] = rows;
      if (row === undefined) {
        await this.assertThere(id);
        throw new DeadlineFault(
          'call.not_open',
          'Somebody made this call already, or it is not needed any more.',
        );
      }
      await this.timeline.append(tx, { stream: 'incident', id: row.incident_id }, [
        {
          type: 'call.made',
          actor: actorOf(caller),
          at: now,
          data: { callId: id, operatorId: row.operator_id ?? row.about_id, party: row.party, outcome, note },
        },
      ]);
    });
  }
}

const notFound = () => new DeadlineFault('call.not_found', 'There is no such call.');

const callView = (row: Read, language: Language): CallView => ({
  id: row.id,
  incident: {
    id: row.incidentId,
    number: row.number,
    severity: row.severity,
    tlp: row.tlp,
    exercise: row.exercise,
  },
  deadlineId: row.deadlineId,
  party: row.party,
  callee: {
    operator: row.calleeName,
    contact: row.contactName,
    role: row.role,
    phone: row.phone,
    timezone: row.timezone,
  },
  about: row.aboutId === null ? null : { id: row.aboutId, name: row.aboutName ?? '' },
  why: allInWords(row.why, language).join(' '),
  state: row.state,
  outcome: row.outcome,
  note: row.note,
  createdAt: row.createdAt.toISOString(),
  doneBy: row.doneBy,
  doneAt: row.doneAt?.toISOString() ?? null,
});
