import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { callMade, CALL_STATES } from '#libs/contracts';
import type { CallView, Language, PageSentView, PageView } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { Calls, OwnPaging } from '#libs/deadlines';
import { Caller, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { OncePerKey } from '../http/once-per-key.ts';
import { pageOf, pageQuery, placeCursor } from '../http/paging.ts';
import { readBy, schemaOf } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';
import { several } from '../http/several.ts';
import { ReadersLanguage } from '../pages/visit.ts';

const callsQuery = z.strictObject({
  ...pageQuery,
  cursor: placeCursor,
  state: several(CALL_STATES).optional().describe('Absent: those that somebody has to make.'),
  incident: z.uuid('must be an id').optional(),
});
const pagesQuery = z.strictObject({ ...pageQuery, cursor: placeCursor });

const placeOf = ({ createdAt, id }: { createdAt: string; id: string }) => ({ at: new Date(createdAt), id });

/** What mail cannot do: calls that somebody has to make, and pages to our own people. */
@ApiTags('deadlines')
@Controller('api/v1')
export class CallsController {
  constructor(
    private readonly calls: Calls,
    private readonly paging: OwnPaging,
  ) {}

  @Get('calls')
  @Requires('call.read')
  @QueryOf(callsQuery)
  async list(@Query() query: unknown, @ReadersLanguage() language: Language): Promise<PageView<CallView>> {
    const { state, incident, ...page } = readBy(callsQuery, query);
    const filter = { states: state ?? (['open'] as const), incidentId: incident };
    return pageOf(
      page,
      ({ limit, after }) => this.calls.list(filter, limit, language, after),
      placeOf,
      (call) => call,
    );
  }

  @Get('calls/:id')
  @Requires('call.read')
  async one(@Param('id') id: string, @ReadersLanguage() language: Language): Promise<CallView> {
    return this.calls.one(readId(id), language);
  }

  @Post('calls/:id/outcome')
  @HttpCode(200)
  @Requires('call.make')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(callMade) })
  async made(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
    @ReadersLanguage() language: Language,
  ): Promise<CallView> {
    await this.calls.made(caller, readId(id), readBy(callMade, body));
    return this.calls.one(readId(id), language);
  }

  /** Pages that went out to our own people, the newest first, with what became of each. */
  @Get('pages')
  @Requires('call.read')
  @QueryOf(pagesQuery)
  async pages(@Query() query: unknown): Promise<PageView<PageSentView>> {
    return pageOf(
      readBy(pagesQuery, query),
      ({ limit, after }) => this.paging.sent(limit, after),
      placeOf,
      (page) => page,
    );
  }
}
