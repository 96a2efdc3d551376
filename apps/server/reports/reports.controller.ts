import { Body, Controller, Get, Headers, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { RawBodyRequest } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { ReportSubmission } from '#libs/contracts';
import { REPORT_CHANNELS, REPORT_STATES, reportSubmission } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { Idempotency, sightOf } from '#libs/access';
import type { Report } from '#libs/incidents';
import { IncidentFault, Intake, Listings, operatorReportView, staffReportView } from '#libs/incidents';
import { Caller, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { legibleClaims } from './legible-claims.ts';
import { IdempotencyKeyHeader, readKey } from '../http/once-per-key.ts';
import { pageOf, pageQuery, placeCursor, updatedSince } from '../http/paging.ts';
import { invalid, pointedErrors, readBy, schemaOf } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';

const listQuery = z.strictObject({
  ...pageQuery,
  cursor: placeCursor,
  updatedSince,
  state: z.enum(REPORT_STATES).optional(),
  channel: z.enum(REPORT_CHANNELS).optional(),
});

@ApiTags('reports')
@Controller('api/v1/reports')
export class ReportsController {
  constructor(
    private readonly intake: Intake,
    private readonly listings: Listings,
    private readonly idempotency: Idempotency,
  ) {}

  @Post()
  @Requires('report.submit')
  @ApiBody({ schema: schemaOf(reportSubmission) })
  @IdempotencyKeyHeader()
  async submit(
    @Caller() caller: Principal,
    @Body() body: unknown,
    @Headers('idempotency-key') given: string | undefined,
    @Req() request: RawBodyRequest<Request>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const received = request.rawBody ?? Buffer.alloc(0);
    const submission = await this.read(body);
    const key = readKey(given);
    const idempotency =
      key === undefined
        ? undefined
        : { key, request: this.idempotency.digestOf('POST', request.path, received) };
    const { status, answer } = await this.intake.submit(
      caller,
      { submission, received, channel: 'api', idempotency },
      (report) => ({
        status: HttpStatus.CREATED,
        answer: this.view(caller, report),
      }),
    );
    response.status(status);
    return answer;
  }

  @Get()
  @Requires('report.read')
  @QueryOf(listQuery)
  async list(@Caller() caller: Principal, @Query() query: unknown): Promise<unknown> {
    const { state, channel, ...page } = readBy(listQuery, query);
    return pageOf(
      page,
      (request) => this.listings.reports(sightOf(caller), { state, channel }, request),
      ({ receivedAt, id }) => ({ at: receivedAt, id }),
      (report) => this.view(caller, report),
    );
  }

  @Get(':id')
  @Requires('report.read')
  async one(@Caller() caller: Principal, @Param('id') id: string): Promise<unknown> {
    const report = await this.listings.report(sightOf(caller), readId(id));
    if (report === null) throw new IncidentFault('report.not_found', 'There is no such report.');
    return this.view(caller, report);
  }

  /** Names every fault at once, those that need the kind file and the root zone as well. */
  private async read(body: unknown): Promise<ReportSubmission> {
    const read = reportSubmission.safeParse(body);
    if (read.success) return read.data;
    const others = await this.intake.faultsOf(legibleClaims.parse(body));
    throw invalid([...pointedErrors(read.error.issues), ...others]);
  }

  private view(caller: Principal, report: Report): unknown {
    return sightOf(caller).all ? staffReportView(report) : operatorReportView(report);
  }
}
