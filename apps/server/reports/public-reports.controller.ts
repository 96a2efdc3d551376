import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { RawBodyRequest } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import type { PublicReportSubmission } from '#libs/contracts';
import { PUBLIC_REPORT_STATES, publicReportSubmission } from '#libs/contracts';
import type { PublicReceipt } from '#libs/incidents';
import {
  Intake,
  PublicIntake,
  PublicListings,
  publicReportView,
  wholePublicReportView,
} from '#libs/incidents';
import { Idempotency } from '#libs/access';
import { Public, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { legibleClaims } from './legible-claims.ts';
import { IdempotencyKeyHeader, readKey } from '../http/once-per-key.ts';
import { pageOf, pageQuery, placeCursor } from '../http/paging.ts';
import { invalid, pointedErrors, readBy, schemaOf } from '../http/problem.ts';
import { PublicGate } from '../http/public-gate.ts';
import { QueryOf } from '../http/query-of.ts';

const listQuery = z.strictObject({
  ...pageQuery,
  cursor: placeCursor,
  state: z
    .enum(PUBLIC_REPORT_STATES)
    .optional()
    .describe('Absent: those that nobody has confirmed and whose content is still here.'),
});

/** Reports of people without an account: anybody files them; responders see what was never confirmed. */
@ApiTags('public reports')
@Controller('api/v1/public/reports')
export class PublicReportsController {
  constructor(
    private readonly intake: PublicIntake,
    private readonly reports: Intake,
    private readonly listings: PublicListings,
    private readonly idempotency: Idempotency,
    private readonly gate: PublicGate,
  ) {}

  @Post()
  @Public()
  @HttpCode(202)
  @ApiBody({ schema: schemaOf(publicReportSubmission) })
  @IdempotencyKeyHeader()
  async submit(
    @Body() body: unknown,
    @Headers('idempotency-key') given: string | undefined,
    @Req() request: RawBodyRequest<Request>,
  ): Promise<unknown> {
    const received = request.rawBody ?? Buffer.alloc(0);
    const submission = await this.read(body);
    const key = readKey(given);
    const idempotency =
      key === undefined
        ? undefined
        : { key, request: this.idempotency.digestOf('POST', request.path, received) };
    return receiptView(
      await this.gate.pass('form', () =>
        this.intake.submit({ submission, received, from: request.ip, idempotency }),
      ),
    );
  }

  /** Names every fault at once, as for those who are signed in. */
  private async read(body: unknown): Promise<PublicReportSubmission> {
    const read = publicReportSubmission.safeParse(body);
    if (read.success) return read.data;
    const others = await this.gate.pass('form', () => this.reports.faultsOf(legibleClaims.parse(body)));
    throw invalid([...pointedErrors(read.error.issues), ...others]);
  }

  @Get()
  @Requires('public_report.read')
  @QueryOf(listQuery)
  async list(@Query() query: unknown): Promise<unknown> {
    const { state, ...page } = readBy(listQuery, query);
    const listed = await pageOf(
      page,
      (request) => this.listings.list(state, request),
      ({ report: { receivedAt, id } }) => ({ at: receivedAt, id }),
      publicReportView,
    );
    return { ...listed, counts: await this.listings.counts() };
  }

  @Get(':id')
  @Requires('public_report.read')
  async one(@Param('id') id: string): Promise<unknown> {
    return wholePublicReportView(await this.listings.find(readId(id)));
  }
}

/** The same for everybody, whatever we know already of what was told. */
const receiptView = ({ id, number, sha256, expiresAt }: PublicReceipt) => ({
  id,
  number,
  state: 'awaiting_proof',
  receipt: { sha256 },
  expiresAt: expiresAt.toISOString(),
});
