import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { AuditType, TimelineActor } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Groups, insertRows, Transactions } from '#libs/database';
import { networkOf } from './network.ts';

export interface AuditEntry {
  type: AuditType;
  actor: TimelineActor;
  /** IP address of the caller; its network is kept. */
  from?: string | undefined;
  subject?: { kind: string; id: string };
  /** Whose operator it concerns. */
  operatorId?: string | null;
  /** What a lead needs to understand it; never a secret. */
  data?: Record<string, unknown>;
}

/** Writes down who used which access to what. There is no way to change it; leads search it. */
@Injectable()
export class Audit {
  private readonly alone = new Groups((entries: AuditEntry[]) => this.write(entries));

  constructor(private readonly transactions: Transactions) {}

  /** In the transaction of what it tells of. */
  async append(tx: Tx, entries: AuditEntry[]): Promise<void> {
    await insertRows(tx, 'audit_entries', entries.map(rowOf));
  }

  /** Of what changes nothing, a read or a refusal. Wait for it before answering: what is not written down did not happen. */
  async add(entry: AuditEntry): Promise<void> {
    await this.alone.add(entry);
  }

  private async write(entries: AuditEntry[]): Promise<undefined[]> {
    await insertRows(this.transactions.reader, 'audit_entries', entries.map(rowOf));
    return entries.map(() => undefined);
  }
}

const rowOf = ({ type, actor, from, subject, operatorId, data }: AuditEntry) => ({
  id: uuidv7(),
  type,
  actor,
  network: from === undefined ? null : networkOf(from),
  subject_kind: subject?.kind ?? null,
  subject_id: subject?.id ?? null,
  operator_id: operatorId ?? null,
  data: data ?? {},
});
