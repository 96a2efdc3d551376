import { Inject, Injectable } from '@nestjs/common';
import type { PipelineCauseView, PipelineSignsView } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { causesOf } from './causes.ts';
import { PIPELINE_SETTINGS } from './settings.ts';
import type { PipelineSettings } from './settings.ts';
import { placeOf } from './stuck.ts';

interface Row extends Pick<PipelineSignsView, 'workerHeardSeconds'> {
  canary: Omit<NonNullable<PipelineSignsView['canary']>, 'stuckAt'> | null;
}

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
    const [row] = await this.transactions.reader.query<Row[]>(
      `SELECT (SELECT extract(epoch FROM dnscert_now() - heard_at)::float8 FROM worker_signs) AS "workerHeardSeconds",
              (SELECT to_jsonb(c) FROM (
                 SELECT state, why, extract(epoch FROM dnscert_now() - sent_at)::float8 AS "sentSeconds",
                        (SELECT extract(epoch FROM dnscert_now() - max(ended_at))::float8 FROM canaries WHERE state = 'home') AS "homeSeconds"
                   FROM canaries ORDER BY sent_at DESC LIMIT 1) AS c) AS canary`,
    );
    const { workerHeardSeconds = null, canary = null } = row ?? {};
    return {
      workerHeardSeconds,
      canary: canary === null ? null : { ...canary, stuckAt: placeOf(canary.why) },
    };
  }

  /** Why the pipeline does not do its work, as far as these tell; empty when it does. */
  causes(signs: PipelineSignsView): PipelineCauseView[] {
    return causesOf(signs, this.settings.canaries);
  }
}
