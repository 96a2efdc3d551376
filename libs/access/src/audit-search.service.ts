import { Injectable } from '@nestjs/common';
import type { AuditType, TimelineActor } from '#libs/contracts';
import { Transactions } from '#libs/database';

/** All that are given must fit. */
export interface AuditFilter {
  type?: AuditType | undefined;
  /** User id. */
  actor?: string | undefined;
  /** Id of what it was about, or of one of several things that were shown together. */
  subject?: string | undefined;
  operatorId?: string | undefined;
  since?: Date | undefined;
  until?: Date | undefined;
  /** As entries hold it. */
  network?: string | undefined;
  /** Anywhere in the names, ids and data. */
  q?: string | undefined;
}

export interface AuditRecord {
  id: string;
  at: Date;
  type: AuditType;
  actor: TimelineActor;
  network: string | null;
  subjectKind: string | null;
  subjectId: string | null;
  operatorId: string | null;
  data: Record<string, unknown>;
}

const CONDITIONS: Record<keyof AuditFilter, (place: string) => string> = {
  type: (place) => `type = ${place}`,
  actor: (place) => `actor ->> 'id' = ${place}`,
  subject: (place) => `(subject_id = ${place} OR data -> 'ids' ? ${place})`,
  operatorId: (place) => `operator_id = ${place}`,
  since: (place) => `at >= ${place}`,
  until: (place) => `at < ${place}`,
  network: (place) => `network = ${place}`,
  q: (place) =>
    `concat_ws(' ', type, actor ->> 'name', actor ->> 'id', network, subject_id, data::text) ILIKE ${place}`,
};

/** The audit as leads read it. */
@Injectable()
export class AuditSearch {
  constructor(private readonly transactions: Transactions) {}

  /** The newest first. `after` is the id of the last entry that was read; entries never go away, so it is still there. */
  async page({ q, ...filter }: AuditFilter, limit: number, after?: string): Promise<AuditRecord[]> {
    const given = { ...filter, q: q === undefined ? undefined : `%${q.replace(/[\\%_]/g, '\\$&')}%` };
    const values: unknown[] = [limit];
    const conditions = Object.entries(given).flatMap(([name, value]) =>
      value === undefined ? [] : [CONDITIONS[name as keyof AuditFilter](`$${values.push(value)}`)],
    );
    if (after !== undefined)
      conditions.push(
        `(at, id) < (SELECT last.at, last.id FROM audit_entries last WHERE last.id = $${values.push(after)})`,
      );
    return this.transactions.reader.query<AuditRecord[]>(
      `SELECT id, at, type, actor, network, subject_kind AS "subjectKind", subject_id AS "subjectId",
              operator_id AS "operatorId", data
         FROM audit_entries WHERE ${['true', ...conditions].join(' AND ')} ORDER BY at DESC, id DESC LIMIT $1`,
      values,
    );
  }
}
