import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { HealthView } from '#libs/contracts';
import { Requires } from '../http/access.guard.ts';
import { HealthReport } from './health-report.ts';

/** What is well, what is not, and what to do about it. For machines there are `/readyz` and `/healthz/pipeline`. */
@ApiTags('health')
@Controller('api/v1/health')
export class HealthReportController {
  constructor(private readonly report: HealthReport) {}

  @Get()
  @Requires('health.read')
  async now(): Promise<HealthView> {
    return this.report.now();
  }
}
