import { Injectable } from '@nestjs/common';
import type { NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { DatabaseWatch } from '#libs/database';
import { Deadlines } from '#libs/deadlines';
import { Pipeline } from './pipeline.ts';

/** Figures for Prometheus. Names of routes, never of things: no id, no address, no incident. */
@Injectable()
export class Metrics implements NestMiddleware {
  private readonly registry = new Registry();
  private readonly requests: Histogram;
  private readonly due: Gauge;
  private readonly oldest: Gauge;
  private readonly deadlines: Gauge;
  private readonly stands: Gauge;
  private readonly signs: Gauge;

  constructor(
    private readonly pipeline: Pipeline,
    private readonly watch: DatabaseWatch,
    private readonly clocks: Deadlines,
  ) {
    collectDefaultMetrics({ register: this.registry });
    this.requests = new Histogram({
      name: 'dnscert_http_request_seconds',
      help: 'Time of a request',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3],
      registers: [this.registry],
    });
    this.due = new Gauge({
      name: 'dnscert_work_due',
      help: 'Rows of work that are due',
      labelNames: ['job', 'lane'],
      registers: [this.registry],
    });
    this.oldest = new Gauge({
      name: 'dnscert_work_oldest_seconds',
      help: 'Age of the oldest due row',
      labelNames: ['job', 'lane'],
      registers: [this.registry],
    });
    this.deadlines = new Gauge({
      name: 'dnscert_deadlines',
      help: 'Deadlines that are overdue, and those of which nobody could be told',
      labelNames: ['state'],
      registers: [this.registry],
    });
    this.stands = new Gauge({
      name: 'dnscert_pipeline_stands',
      help: 'Whether work does not get done: 1, and 0 when all is well',
      registers: [this.registry],
    });
    this.signs = new Gauge({
      name: 'dnscert_pipeline_sign_age_seconds',
      help: 'Age of the last sign of life of a worker, of the last canary that went all the way, and of the oldest unsealed entry',
      labelNames: ['sign'],
      registers: [this.registry],
    });
  }

  use(request: Request, response: Response, next: NextFunction): void {
    const end = this.requests.startTimer();
    response.once('finish', () => {
      // How long somebody listened says nothing of how fast we answer.
      if (String(response.getHeader('content-type')).startsWith('text/event-stream')) return;
      const { path } = (request.route ?? { path: 'none' }) as { path: string | string[] };
      end({ method: request.method, route: String(path), status: response.statusCode });
    });
    next();
  }

  async text(): Promise<string> {
    const state = this.watch.isAway ? null : await this.pipeline.state().catch(() => null);
    const lanes = state?.lanes ?? [];
    this.stands.set(state?.status === 'ok' ? 0 : 1);
    this.signs.reset();
    const { workerHeardSeconds = null, canary = null, unsealedSeconds = null } = state ?? {};
    for (const [sign, age] of [
      ['worker', workerHeardSeconds],
      ['canary', canary?.homeSeconds ?? null],
      ['sealing', unsealedSeconds],
    ] as const)
      if (age !== null) this.signs.set({ sign }, Math.round(age));
    this.due.reset();
    this.oldest.reset();
    for (const { job, lane, due, oldestSeconds } of lanes) {
      this.due.set({ job, lane }, due);
      this.oldest.set({ job, lane }, oldestSeconds);
    }
    const alarms = this.watch.isAway ? null : await this.clocks.alarms().catch(() => null);
    this.deadlines.reset();
    for (const [state, count] of Object.entries(alarms ?? {})) this.deadlines.set({ state }, count);
    return this.registry.metrics();
  }
}
