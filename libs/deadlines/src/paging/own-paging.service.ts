import { Injectable } from '@nestjs/common';
import { LANGUAGES } from '#libs/contracts';
import type { Language, PageSentView, PagingSet, PagingView } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf, Audit } from '#libs/access';
import { Transactions } from '#libs/database';
import { Pager } from './pager.service.ts';

interface Sent extends Omit<PageSentView, 'incident' | 'createdAt' | 'endedAt'> {
  incidentId: string | null;
  number: string | null;
  createdAt: Date;
  endedAt: Date | null;
}

/** How one of ours is paged, said by themselves; and which pages went out. */
@Injectable()
export class OwnPaging {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: Audit,
    private readonly pager: Pager,
  ) {}

  async of(caller: Principal): Promise<PagingView> {
    const [own] = await this.transactions.reader.query<
      { phone: string | null; topic: string | null; language: Language }[]
    >('SELECT phone, topic, language FROM paging_addresses WHERE user_id = $1', [caller.userId]);
    return {
      phone: own?.phone ?? null,
      topic: own?.topic ?? null,
      language: own?.language ?? LANGUAGES[0],
      ways: this.pager.ways(),
    };
  }

  async set(caller: Principal, { phone, topic, language }: PagingSet): Promise<void> {
    await this.transactions.run(async (tx) => {
      await tx.query(
        `INSERT INTO paging_addresses AS p (user_id, phone, topic, language, updated_at)
         VALUES ($1, $2, $3, coalesce($4, 'en'), dnscert_now())
         ON CONFLICT (user_id) DO UPDATE SET phone = EXCLUDED.phone, topic = EXCLUDED.topic, language = coalesce($4, p.language),
                updated_at = EXCLUDED.updated_at`,
        [caller.userId, phone, topic, language ?? null],
      );
      await this.audit.append(tx, [
        {
          type: 'paging.set',
          actor: actorOf(caller),
          subject: { kind: 'user', id: caller.userId },
          data: { phone: phone !== null, topic: topic !== null, language },
        },
      ]);
    });
  }

  /** The newest first. `after` is the last that was read. */
  async sent(limit: number, after?: { at: Date; id: string }): Promise<PageSentView[]> {
    const rows = await this.transactions.reader.query<Sent[]>(
      `SELECT p.id, p.incident_id AS "incidentId", i.number, p.deadline_id AS "deadlineId", u.name AS "to", p.way, p.what->>'title' AS title,
              p.state, p.tries, p.response, p.created_at AS "createdAt", p.ended_at AS "endedAt"
         FROM pages p LEFT JOIN incidents i ON i.id = p.incident_id LEFT JOIN users u ON u.id = p.user_id
        WHERE $1::timestamptz IS NULL OR (p.created_at, p.id) < ($1, $2::uuid) ORDER BY p.created_at DESC, p.id DESC LIMIT $3`,
      [after?.at ?? null, after?.id ?? null, limit],
    );
    return rows.map(({ incidentId, number, createdAt, endedAt, ...row }) => ({
      ...row,
      incident: incidentId === null || number === null ? null : { id: incidentId, number },
      createdAt: createdAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    }));
  }
}
