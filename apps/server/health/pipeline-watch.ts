import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Standstills } from '#libs/deadlines';
import { Canaries, Heartbeat, PipelineSigns } from '#libs/evidence';
import { Pipeline } from './pipeline.ts';

/** ms */
const EVERY = 15_000;
/** A heartbeat each so many times. */
const BEAT_EACH = 4;

/**
 * In the worker role: leaves signs of life, minds the canaries, and tells a watcher elsewhere while all is well. There and in the
 * web role, which is left when all workers are gone: has our own people paged when work is not done any more.
 */
@Injectable()
export class PipelineWatch implements BeforeApplicationShutdown {
  private readonly logger = new Logger(PipelineWatch.name);
  private timer: NodeJS.Timeout | undefined;
  private times = 0;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly pipeline: Pipeline,
    private readonly signs: PipelineSigns,
    private readonly canaries: Canaries,
    private readonly heartbeat: Heartbeat,
    private readonly standstills: Standstills,
  ) {}

  start(role: 'worker' | 'web'): void {
    this.timer = setInterval(() => {
      this.looking = this.lookAs(role).catch((error: unknown) =>
        this.logger.warn(`the pipeline was not looked after: ${String(error)}`),
      );
    }, EVERY);
  }

  /** As a worker. */
  async look(): Promise<void> {
    await this.signs.leave();
    await this.canaries.mind();
    const isWell = await this.lookOn();
    this.times += 1;
    if (this.times % BEAT_EACH === 1 && isWell) await this.heartbeat.beat();
  }

  /** @returns whether work gets done */
  async lookOn(): Promise<boolean> {
    const { reasons } = await this.pipeline.state();
    await this.standstills.note(reasons);
    return reasons.length === 0;
  }

  private async lookAs(role: 'worker' | 'web'): Promise<void> {
    if (role === 'worker') await this.look();
    else await this.lookOn();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }
}
