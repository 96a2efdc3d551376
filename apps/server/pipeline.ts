import { Injectable } from '@nestjs/common';
import type { Lane, LaneView } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { WorkHandlers } from '#libs/queue';

/** s; work that nobody has taken up for so long means that the pipeline stands. */
const STANDS_AFTER = 120;

/** How the work stands, from the rows alone. */
@Injectable()
export class Pipeline {
  constructor(
    private readonly transactions: Transactions,
    private readonly handlers: WorkHandlers,
  ) {}

  async lanes(): Promise<LaneView[]> {
    const perTable = await Promise.all(
      this.handlers.all().map(async ({ job, table, states }) => {
        const rows = await this.transactions.reader.query<
          { lane: Lane; due: string; later: string; oldest: number | null }[]
        >(
          `SELECT lane, count(*) FILTER (WHERE due_at <= dnscert_now()) AS due, count(*) FILTER (WHERE due_at > dnscert_now()) AS later,
                  extract(epoch FROM dnscert_now() - min(due_at) FILTER (WHERE due_at <= dnscert_now()))::float8 AS oldest
             FROM ${table} WHERE state = ANY($1) GROUP BY lane`,
          [states],
        );
        return rows.map(({ lane, due, later, oldest }) => ({
          job,
          lane,
          due: Number(due),
          later: Number(later),
          oldestSeconds: Math.max(0, Math.round(oldest ?? 0)),
        }));
      }),
    );
    return perTable.flat();
  }

  async state(): Promise<{ status: 'ok' | 'stands'; lanes: LaneView[] }> {
    const lanes = await this.lanes();
    return {
      status: lanes.some(({ oldestSeconds }) => oldestSeconds > STANDS_AFTER) ? 'stands' : 'ok',
      lanes,
    };
  }
}
