import { Inject, Injectable } from '@nestjs/common';
import type { PipelineSignsView } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { reasonsOf } from './reasons.ts';
import { PIPELINE_SETTINGS } from './settings.ts';
import type { PipelineSettings } from './settings.ts';

/** What tells whether work gets done although none is due: signs of life of workers, and the last canary. */
@Injectable()
export class PipelineSigns {
  constructor(
    private readonly transactions: Transactions,
    @Inject(PIPELINE_SETTINGS) private readonly settings: PipelineSettings,
  ) {}

  /** A worker is there. */
  async leave(): Promise<void> {
    await this.transactions.reader.query(
      `INSERT INTO worker_signs (heard_at) VALUES (dnscert_now()) ON CONFLICT (one) DO UPDATE SET heard_at = dnscert_now()`,
    );
  }

  async read(): Promise<PipelineSignsView> {
    const [row] = await this.transactions.reader.query<PipelineSignsView[]>(
      `SELECT (SELECT extract(epoch FROM dnscert_now() - heard_at)::float8 FROM worker_signs) AS "workerHeardSeconds",
              (SELECT to_jsonb(c) FROM (
                 SELECT state, why, extract(epoch FROM dnscert_now() - sent_at)::float8 AS "sentSeconds",
                        (SELECT extract(epoch FROM dnscert_now() - max(ended_at))::float8 FROM canaries WHERE state = 'home') AS "homeSeconds"
                   FROM canaries ORDER BY sent_at DESC LIMIT 1) AS c) AS canary`,
    );
    return row ?? { workerHeardSeconds: null, canary: null };
  }

  /** Why the pipeline does not do its work, as far as these tell; empty when it does. */
  reasons(signs: PipelineSignsView): string[] {
    return reasonsOf(signs, this.settings.canaries);
  }
}
