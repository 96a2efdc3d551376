import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { PipelineView } from '#libs/contracts';
import { Public } from '../http/access.guard.ts';
import { Pipeline } from './pipeline.ts';
import { Metrics } from './metrics.ts';
import { DatabaseWatch } from '#libs/database';
import { QUEUE_BACKEND } from '#libs/queue';
import type { QueueBackend } from '#libs/queue';

/** ms */
const ANSWER_LIMIT = 1_500;

@ApiTags('health')
@Controller()
export class HealthController {
  constructor(
    private readonly pipeline: Pipeline,
    private readonly metrics: Metrics,
    private readonly watch: DatabaseWatch,
    @Inject(QUEUE_BACKEND) private readonly queues: QueueBackend,
  ) {}

  /** The process runs. */
  @Get('livez')
  @Public()
  live(): unknown {
    return { status: 'ok' };
  }

  /** It can take reports: the database answers. Queues that are away delay work and lose none, so they only show. */
  @Get('readyz')
  @Public()
  async ready(@Res({ passthrough: true }) response: Response): Promise<unknown> {
    const queues = await this.queues.answersWithin(ANSWER_LIMIT);
    const database = !this.watch.isAway;
    if (!database) response.status(503).setHeader('Retry-After', '5');
    return {
      status: database ? 'ok' : 'unavailable',
      database: database ? 'ok' : 'away',
      queues: queues ? 'ok' : 'away',
      queueBackend: this.queues.kind,
    };
  }

  /**
   * Work gets done: nothing has been due for minutes without anybody taking it up, workers give signs of life, and the last report
   * that the service filed to try itself went all the way. Else 503 with the reasons.
   */
  @Get('healthz/pipeline')
  @Public()
  async work(@Res({ passthrough: true }) response: Response): Promise<PipelineView> {
    const state = await this.pipeline.state();
    if (state.status !== 'ok') response.status(503).setHeader('Retry-After', '30');
    return state;
  }

  @Get('metrics')
  @Public()
  async text(@Res() response: Response): Promise<void> {
    response.type('text/plain; version=0.0.4').send(await this.metrics.text());
  }
}
