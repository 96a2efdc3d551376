import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { readerOf } from './transactions.ts';

/**
 * The service's one clock is the database's (`dnscert_now()`): whatever is decided by time is decided by it, so that
 * several processes with clocks of their own agree.
 */
@Injectable()
export class Clock {
  constructor(private readonly dataSource: DataSource) {}

  /** Now, cut to milliseconds: what is hashed must come back from storage the same. */
  async now(tx: EntityManager = readerOf(this.dataSource)): Promise<Date> {
    const [row] = await tx.query<{ now: Date }[]>(`SELECT date_trunc('milliseconds', dnscert_now()) AS now`);
    if (row === undefined) throw new Error('the database told no time');
    return row.now;
  }
}
