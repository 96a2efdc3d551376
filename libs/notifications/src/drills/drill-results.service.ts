import { Injectable } from '@nestjs/common';
import type {
  DeliveryState,
  DrillContactView,
  DrillOperatorView,
  DrillStanding,
  Region,
} from '#libs/contracts';
import { groupBy } from '#libs/contracts';
import { Clock, Transactions } from '#libs/database';
import { Drill } from './drill.entity.ts';
import { DrillFault } from './faults.ts';
import { STANDING } from './standing.ts';
import type { StandingCount } from './standing.ts';

/** A drill and how its operators stand, at that moment. */
export interface DrillResult {
  drill: Drill;
  counts: StandingCount[];
  now: Date;
}

interface CallRow extends Omit<DrillContactView, 'answeredAt'> {
  operatorId: string;
  answeredAt: Date | null;
}

/** What drills showed; kept for each. */
@Injectable()
export class DrillResults {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** The newest first. */
  async list(page: { limit: number; after?: { at: Date; id: string } | undefined }): Promise<DrillResult[]> {
    const query = this.transactions.reader
      .getRepository(Drill)
      .createQueryBuilder('d')
      .orderBy('d.askedAt', 'DESC')
      .addOrderBy('d.id', 'DESC')
      .limit(page.limit);
    if (page.after !== undefined)
      query.where('(d.asked_at, d.id) < (:at, :id)', { at: page.after.at, id: page.after.id });
    return this.withCounts(await query.getMany());
  }

  /** @throws DrillFault `drill.not_found` */
  async one(id: string): Promise<DrillResult> {
    const drill = await this.transactions.reader.getRepository(Drill).findOneBy({ id });
    const [result] = await this.withCounts(drill === null ? [] : [drill]);
    if (result === undefined) throw new DrillFault('drill.not_found', 'There is no such drill.');
    return result;
  }

  /** In the order of their slugs, after `after`. @throws DrillFault `drill.not_found` */
  async operators(
    id: string,
    { standing, region }: { standing?: DrillStanding | undefined; region?: Region | undefined },
    limit: number,
    after?: string,
  ): Promise<DrillOperatorView[]> {
    await this.one(id);
    const rows = await this.transactions.reader.query<
      { operatorId: string; slug: string; name: string; region: Region; standing: DrillStanding }[]
    >(
      `SELECT s.* FROM (
         SELECT o.operator_id AS "operatorId", p.slug, p.name, o.region, ${STANDING} AS standing
           FROM drill_operators o JOIN operators p ON p.id = o.operator_id WHERE o.drill_id = $1
       ) s WHERE ($2::text IS NULL OR s.standing = $2) AND ($3::text IS NULL OR s.region = $3) AND ($4::text IS NULL OR s.slug > $4)
       ORDER BY s.slug LIMIT $5`,
      [id, standing ?? null, region ?? null, after ?? null, limit],
    );
    const calls = groupBy(
      await this.callsOf(
        id,
        rows.map(({ operatorId }) => operatorId),
      ),
      ({ operatorId }) => operatorId,
    );
    return rows.map(({ slug, name, ...row }) => ({
      ...row,
      operator: { slug, name },
      contacts: (calls.get(row.operatorId) ?? []).map(({ operatorId: _operator, answeredAt, ...call }) => ({
        ...call,
        answeredAt: answeredAt?.toISOString() ?? null,
      })),
    }));
  }

  private async callsOf(drillId: string, operatorIds: string[]): Promise<CallRow[]> {
    return this.transactions.reader.query<(CallRow & { delivery: DeliveryState })[]>(
      `SELECT k.operator_id AS "operatorId", k.contact_id AS "contactId", d.recipient->>'email' AS email, c.role, d.state AS delivery,
              COALESCE(d.reason, d.response) AS why, d.encrypted_to AS "encryptedTo", k.answered_at AS "answeredAt"
         FROM drill_calls k JOIN deliveries d ON d.id = k.delivery_id JOIN contacts c ON c.id = k.contact_id
        WHERE k.drill_id = $1 AND k.operator_id = ANY($2) ORDER BY c.call_order, email, k.id`,
      [drillId, operatorIds],
    );
  }

  private async withCounts(drills: Drill[]): Promise<DrillResult[]> {
    const now = await this.clock.now();
    const rows = await this.transactions.reader.query<(StandingCount & { drillId: string })[]>(
      `SELECT s."drillId", s.region, s.standing, count(*)::int AS count FROM (
         SELECT o.drill_id AS "drillId", o.region, ${STANDING} AS standing FROM drill_operators o WHERE o.drill_id = ANY($1)
       ) s GROUP BY 1, 2, 3`,
      [drills.map(({ id }) => id)],
    );
    const counts = groupBy(rows, ({ drillId }) => drillId);
    return drills.map((drill) => ({ drill, counts: counts.get(drill.id) ?? [], now }));
  }
}
