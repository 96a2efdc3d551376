import { Inject, Injectable } from '@nestjs/common';
import type { Lane, LaneView, PipelineCauseView, PipelineView } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { PipelineSigns } from '#libs/evidence';
import { QUEUE_BACKEND, WorkHandlers } from '#libs/queue';
import type { QueueBackend } from '#libs/queue';
import { RecordLog } from '#libs/timeline';
import type { SealingState } from '#libs/timeline';

/** s; work that nobody has taken up for so long means that the pipeline stands. */
const STANDS_AFTER = 120;
/** ms */
const QUEUE_LIMIT = 1_500;

/** How the work stands: by the rows, and by signs of life where no work is due. */
@Injectable()
export class Pipeline {
  constructor(
    private readonly transactions: Transactions,
    private readonly handlers: WorkHandlers,
    private readonly signs: PipelineSigns,
    private readonly record: RecordLog,
    @Inject(QUEUE_BACKEND) private readonly queues: QueueBackend,
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

  /** Queues that are away delay work; whether it stands is told by the rows. */
  async state(): Promise<PipelineView> {
    const [lanes, signs, record, queues] = await Promise.all([
      this.lanes(),
      this.signs.read(),
      this.record.state(),
      this.queues.answersWithin(QUEUE_LIMIT),
    ]);
    const causes = [...lanes.flatMap(whyLate), ...this.signs.causes(signs), ...whyUnsealed(record)];
    return {
      status: causes.length === 0 ? 'ok' : 'stands',
      reasons: causes.map(({ text }) => text),
      causes,
      queues: queues ? 'ok' : 'away',
      ...signs,
      unsealedSeconds: record.unsealed === 0 ? 0 : record.oldestSeconds,
      lanes,
    };
  }
}

const whyLate = ({ job, lane, due, oldestSeconds: seconds }: LaneView): PipelineCauseView[] =>
  seconds > STANDS_AFTER
    ? [
        {
          code: 'work_late',
          parts: { due, job, lane, seconds },
          text: `${due} of ${job} (${lane}) are due, the oldest for ${seconds} s.`,
        },
      ]
    : [];

/** What is wrong in it is for the people of the CERT to read: this is told to anybody. */
const whyUnsealed = ({ alarm, unsealed, oldestSeconds: seconds }: SealingState): PipelineCauseView[] => {
  if (alarm !== null) {
    const text = 'Nothing more is sealed in the record: a person has to look.';
    return [{ code: 'record_stands', parts: {}, text }];
  }
  if (unsealed === 0 || seconds <= STANDS_AFTER) return [];
  const text = `${unsealed} entries of the record wait to be sealed, the oldest for ${seconds} s.`;
  return [{ code: 'record_late', parts: { count: unsealed, seconds }, text }];
};
