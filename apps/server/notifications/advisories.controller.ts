import { Body, Controller, Get, Headers, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import type { AdvisorySummaryView, AdvisoryView, PageView } from '#libs/contracts';
import {
  ADVISORY_STATES,
  advisoryDraft,
  advisoryEdit,
  advisoryPublication,
  advisoryWithdrawal,
} from '#libs/contracts';
import type { Principal } from '#libs/access';
import { Advisories, advisorySummary, advisoryView, Publications } from '#libs/notifications';
import { Caller, Requires } from '../http/access.guard.ts';
import { etagOf, versionOf } from '../http/etag.ts';
import { IfMatch } from '../http/if-match.ts';
import { readId } from '../http/ids.ts';
import { OncePerKey } from '../http/once-per-key.ts';
import { pageOf, pageQuery, placeCursor, updatedSince } from '../http/paging.ts';
import { readBy, schemaOf } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';

const listQuery = z.strictObject({
  ...pageQuery,
  cursor: placeCursor,
  updatedSince,
  state: z.enum(ADVISORY_STATES).optional(),
  incidentId: z.uuid().optional(),
  asked: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('true: those whose writer asks another person to publish them.'),
});

/** Advisories as the CERT's own people work on them; the public's are at /advisories. */
@ApiTags('advisories')
@Controller('api/v1/advisories')
export class AdvisoriesController {
  constructor(
    private readonly advisories: Advisories,
    private readonly publications: Publications,
  ) {}

  @Get()
  @Requires('advisory.read')
  @QueryOf(listQuery)
  async list(@Query() query: unknown): Promise<PageView<AdvisorySummaryView>> {
    const { state, incidentId, asked, ...page } = readBy(listQuery, query);
    return pageOf(
      page,
      (request) => this.advisories.list({ state, incidentId, asked }, request),
      ({ advisory: { createdAt, id } }) => ({ at: createdAt, id }),
      advisorySummary,
    );
  }

  @Post()
  @Requires('advisory.write')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(advisoryDraft) })
  async draft(
    @Caller() caller: Principal,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AdvisoryView> {
    const whole = await this.advisories.draft(caller, readBy(advisoryDraft, body));
    response.setHeader('ETag', etagOf(whole.advisory.version));
    return advisoryView(whole);
  }

  @Get(':id')
  @Requires('advisory.read')
  async one(@Param('id') id: string, @Res({ passthrough: true }) response: Response): Promise<AdvisoryView> {
    return this.show(readId(id), response);
  }

  /** Whoever edits the text is its writer, and asks anew for its publication. */
  @Patch(':id')
  @Requires('advisory.write')
  @ApiBody({ schema: schemaOf(advisoryEdit) })
  @IfMatch()
  async edit(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AdvisoryView> {
    const edit = readBy(advisoryEdit, body);
    const version = await this.versionOf(readId(id), ifMatch);
    const whole = await this.advisories.edit(caller, readId(id), version, edit);
    response.setHeader('ETag', etagOf(whole.advisory.version));
    return advisoryView(whole);
  }

  /** 202: its writer asks; 200: another person has published it. */
  @Post(':id/publication')
  @HttpCode(200)
  @Requires('advisory.publish')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(advisoryPublication), required: false })
  @IfMatch()
  async publish(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AdvisoryView> {
    const { correction } = readBy(advisoryPublication, body ?? {});
    const version = await this.versionOf(readId(id), ifMatch);
    const step = await this.publications.speakFor(caller, readId(id), version, correction);
    if (step === 'ask') response.status(202);
    return this.show(readId(id), response);
  }

  /** It stays reachable, with the reason and without its text. */
  @Post(':id/withdrawal')
  @HttpCode(200)
  @Requires('advisory.publish')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(advisoryWithdrawal) })
  @IfMatch()
  async withdraw(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AdvisoryView> {
    const { reason } = readBy(advisoryWithdrawal, body);
    const version = await this.versionOf(readId(id), ifMatch);
    await this.publications.withdraw(caller, readId(id), version, reason);
    return this.show(readId(id), response);
  }

  private async show(id: string, response: Response): Promise<AdvisoryView> {
    const whole = await this.advisories.find(id);
    response.setHeader('ETag', etagOf(whole.advisory.version));
    return advisoryView(whole);
  }

  private async versionOf(id: string, ifMatch: string | undefined): Promise<number> {
    const { advisory } = await this.advisories.find(id);
    return versionOf(ifMatch, advisory.version, 'advisory');
  }
}
