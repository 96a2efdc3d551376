import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Lane } from '#libs/contracts';
import { LANES } from '#libs/contracts';
import { Transactions, isDatabaseAway } from '#libs/database';
import type { BellWorker, QueueBackend } from './backend.ts';
import { QUEUE_BACKEND, queueName } from './bells.ts';
import { Line } from './line.ts';
import { Sweeper } from './sweeper.ts';
import { WorkHandlers } from './work-handlers.ts';
import { MOST_SILENT_ENDS, MOST_STRIKES, RENEW_SECONDS, claimAll, release, renew } from './work.ts';
import type { Claim, Rest, WorkHandler } from './work.ts';

/** Bells in hand, a job, lane and process. The urgent lane's places are reserved: a flood in the other never takes them. */
const BELLS: Record<Lane, number> = { urgent: 8, normal: 16 };
/** Groups of rows at work, a job, lane and process. */
const GROUPS = 2;
/** Rows in one group: enough to share the cost of a transaction, few enough to be over soon. */
const MOST_TOGETHER = 24;
/** Rows of a group that failed, worked alone at one time. */
const MENDED_AT_ONCE = 4;
/** Works a lane that may wait for the outside at once; more hold their workers. */
const MOST_AFOOT = 300;
const SWEEP_EVERY = 15_000;
const SWEEP_ON = 1_000;
/** For what becomes due by the clock. */
const LOOK_EVERY = 1_000;

/** Runs the handlers in this process: the worker role. */
@Injectable()
export class Workers {
  private readonly logger = new Logger(Workers.name);
  private readonly workers: BellWorker[] = [];
  private readonly inHand = new Map<WorkHandler, Set<Claim>>();
  /** What waits for the outside alone. */
  private readonly afoot: Record<Lane, Set<Promise<void>>> = { urgent: new Set(), normal: new Set() };
  private sweepTimer: NodeJS.Timeout | undefined;
  private renewTimer: NodeJS.Timeout | undefined;
  private lookTimer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> = Promise.resolve();
  private looking: Promise<void> = Promise.resolve();
  private stopping = false;

  constructor(
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    private readonly handlers: WorkHandlers,
    private readonly sweeper: Sweeper,
    private readonly transactions: Transactions,
  ) {}

  start(): void {
    this.handlers.assertComplete();
    for (const handler of this.handlers.all()) {
      this.inHand.set(handler, new Set());
      for (const lane of LANES) {
        const line = new Line(MOST_TOGETHER, GROUPS, (ids) => this.take(handler, ids, lane));
        const worker = this.backend.worker(queueName(handler.job, lane), BELLS[lane], (job) =>
          line.take(job.data.ids),
        );
        // autorun is off so that the listener for errors is in place first.
        void worker
          .run()
          .catch((error: unknown) => this.logger.error(`worker of ${handler.job} ended: ${String(error)}`));
        this.workers.push(worker);
      }
    }
    this.scheduleSweep(0);
    this.scheduleLook();
    this.renewTimer = setInterval(() => void this.renewLeases(), RENEW_SECONDS * 1_000);
  }

  /** Bells rang: claim the rows, do the work. A bell for which there is nothing to claim ends well. */
  private async take(handler: WorkHandler, ids: string[], lane: Lane): Promise<void> {
    if (this.stopping) return;
    const held = await this.claimOrLeave(handler, ids);
    for (const one of held) this.inHand.get(handler)?.add(one);
    // A row that a worker did not come to an end with may be what ended it: it takes no others along.
    const fresh = held.filter(({ strikes }) => strikes === 1);
    const again = held.filter(({ strikes }) => strikes > 1);
    await this.workTogether(handler, fresh, lane);
    await this.workEach(handler, again, lane);
  }

  private async workTogether(handler: WorkHandler, group: Claim[], lane: Lane): Promise<void> {
    if (group.length < 2) return this.workEach(handler, group, lane);
    try {
      const rests = await handler.workAll(group);
      await Promise.all(group.map((held, index) => this.end(handler, held, rests[index] ?? null, lane)));
    } catch (error) {
      if (isDatabaseAway(error)) {
        // Trying each would find the same, one time limit after the other.
        await Promise.all(group.map((held) => this.strike(handler, held, error)));
        await Promise.all(group.map((held) => this.end(handler, held, null, lane)));
        return;
      }
      this.logger.warn(
        `${group.length} of ${handler.job} together failed, each is tried alone: ${String(error)}`,
      );
      await this.workEach(handler, group, lane);
    }
  }

  private async workEach(handler: WorkHandler, claims: Claim[], lane: Lane): Promise<void> {
    for (let first = 0; first < claims.length; first += MENDED_AT_ONCE) {
      const some = claims.slice(first, first + MENDED_AT_ONCE);
      await Promise.all(
        some.map(async (held) => this.end(handler, held, await this.workOn(handler, held), lane)),
      );
    }
  }

  private async workOn(handler: WorkHandler, held: Claim): Promise<Rest | null> {
    try {
      if (held.strikes <= MOST_SILENT_ENDS) return await handler.work(held);
      await handler.quarantine(held, `${MOST_SILENT_ENDS} workers took it up and none came to an end`);
    } catch (error) {
      await this.strike(handler, held, error);
    }
    return null;
  }

  /** Lets go of a row, or sees to what is left of its work while the worker is free for others. */
  private async end(handler: WorkHandler, held: Claim, rest: Rest | null, lane: Lane): Promise<void> {
    if (rest === null) {
      this.inHand.get(handler)?.delete(held);
      return;
    }
    const ended = rest.rest
      .catch((error: unknown) => this.strike(handler, held, error))
      .finally(() => {
        this.afoot[lane].delete(ended);
        this.inHand.get(handler)?.delete(held);
      });
    this.afoot[lane].add(ended);
    if (this.afoot[lane].size > MOST_AFOOT) await ended;
  }

  private async claimOrLeave(handler: WorkHandler, ids: string[]): Promise<Claim[]> {
    try {
      return await claimAll(this.transactions.reader, handler, ids);
    } catch (error) {
      // The rows are as they were; the sweeper rings when the database is back.
      if (!isDatabaseAway(error))
        this.logger.error(`claim for ${ids.length} of ${handler.job} failed: ${String(error)}`);
      return [];
    }
  }

  /** An exception is a fault of ours. The database being away is nobody's, and costs the row no strike. */
  private async strike(handler: WorkHandler, held: Claim, error: unknown): Promise<void> {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (isDatabaseAway(error)) {
      this.logger.warn(`${handler.job} ${held.id} stopped, the database is away; it will be taken up again`);
      return;
    }
    this.logger.error(`${handler.job} ${held.id} failed, strike ${held.strikes} of ${MOST_STRIKES}: ${why}`);
    try {
      if (held.strikes >= MOST_STRIKES) await handler.quarantine(held, why.slice(0, 4_000));
      else await release(this.transactions.reader, handler, held, held.strikes * 5);
    } catch (second) {
      this.logger.error(
        `${handler.job} ${held.id} could not be put back; its lease will end: ${String(second)}`,
      );
    }
  }

  private async renewLeases(): Promise<void> {
    for (const [handler, claims] of this.inHand) {
      await renew(this.transactions.reader, handler, claims).catch((error: unknown) =>
        this.logger.warn(`leases of ${handler.job} were not renewed: ${String(error)}`),
      );
    }
  }

  private scheduleSweep(ms: number): void {
    if (this.stopping) return;
    this.sweepTimer = setTimeout(() => {
      this.sweeping = this.sweepOnce();
    }, ms);
  }

  private async sweepOnce(): Promise<void> {
    const swept = await this.sweeper.sweep().catch((error: unknown) => {
      this.logger.warn(`sweep failed: ${String(error)}`);
      return null;
    });
    this.scheduleSweep(swept?.more === true ? SWEEP_ON : SWEEP_EVERY);
  }

  private scheduleLook(): void {
    if (this.stopping) return;
    this.lookTimer = setTimeout(() => {
      this.looking = this.sweeper
        .sweepByClock()
        .catch((error: unknown) => this.logger.warn(`nobody looked at the clock: ${String(error)}`))
        .then(() => this.scheduleLook());
    }, LOOK_EVERY);
  }

  /** Takes no new work, finishes what is in hand; what takes longer than 20 s is left to its lease. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.sweepTimer);
    clearTimeout(this.lookTimer);
    await this.sweeping;
    await this.looking;
    const limit = new Promise((over) => setTimeout(over, 20_000).unref());
    const finished = Promise.allSettled(this.workers.map((worker) => worker.close())).then(() =>
      Promise.allSettled([...this.afoot.urgent, ...this.afoot.normal]),
    );
    await Promise.race([finished, limit]);
    clearInterval(this.renewTimer);
    await Promise.allSettled(this.workers.map((worker) => worker.close(true)));
  }
}
