import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Canaries, Heartbeat, PipelineSigns } from '#libs/evidence';
import { Pipeline } from './pipeline.ts';

/** ms */
const EVERY = 15_000;
/** A heartbeat each so many times. */
const BEAT_EACH = 4;

/** In the worker role: leaves signs of life, minds the canaries, and tells a watcher elsewhere while all is well. */
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
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.looking = this.look().catch((error: unknown) =>
        this.logger.warn(`the pipeline was not looked after: ${String(error)}`),
      );
    }, EVERY);
  }

  async look(): Promise<void> {
    await this.signs.leave();
    await this.canaries.mind();
    this.times += 1;
    if (this.times % BEAT_EACH === 1 && (await this.pipeline.state()).status === 'ok')
      await this.heartbeat.beat();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }
}
