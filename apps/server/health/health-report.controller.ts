import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { HealthView, PipelineView } from '#libs/contracts';
import { Requires } from '../http/access.guard.ts';
import { HealthReport } from './health-report.ts';
import { Pipeline } from './pipeline.ts';

/** What is well, what is not, and what to do about it. For machines there are `/readyz` and `/healthz/pipeline`. */
@ApiTags('health')
@Controller('api/v1/health')
export class HealthReportController {
  constructor(
    private readonly report: HealthReport,
    private readonly pipeline: Pipeline,
  ) {}

  @Get()
  @Requires('health.read')
  async now(): Promise<HealthView> {
    return this.report.now();
  }

  /** The same as `/healthz/pipeline`, for people: 200 also where work does not get done. */
  @Get('pipeline')
  @Requires('health.read')
  async work(): Promise<PipelineView> {
    return this.pipeline.state();
  }
}
