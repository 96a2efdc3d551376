import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { singleLine } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { Acceptance, staffReportView } from '#libs/incidents';
import { Caller, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { OncePerKey } from '../http/once-per-key.ts';
import { readBy, schemaOf } from '../http/problem.ts';

const verdict = z.strictObject({
  reason: singleLine(1, 500).describe('Why; stands in the record of the report and of its incident.'),
});

/** A responder's word on a report of a public source. */
@ApiTags('reports')
@Controller('api/v1/reports/:id')
export class AcceptanceController {
  constructor(private readonly acceptance: Acceptance) {}

  @Post('acceptance')
  @HttpCode(200)
  @Requires('public_report.judge')
  @ApiBody({ schema: schemaOf(verdict) })
  @OncePerKey()
  async accept(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<unknown> {
    const { reason } = readBy(verdict, body);
    return staffReportView(await this.acceptance.accept(caller, readId(id), reason));
  }

  @Post('rejection')
  @HttpCode(200)
  @Requires('public_report.judge')
  @ApiBody({ schema: schemaOf(verdict) })
  @OncePerKey()
  async reject(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<unknown> {
    const { reason } = readBy(verdict, body);
    return staffReportView(await this.acceptance.reject(caller, readId(id), reason));
  }
}
