import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  awarenessSet,
  deadlineAcknowledged,
  DEADLINE_KINDS,
  DEADLINE_STATES,
  embargoSet,
  filingMade,
  OPEN_DEADLINE_STATES,
  outageNoted,
  outageWithdrawn,
  significanceAsked,
} from '#libs/contracts';
import type {
  DeadlineView,
  DueDeadlineView,
  IncidentDeadlinesView,
  Language,
  PageView,
  SignificanceView,
} from '#libs/contracts';
import type { Principal } from '#libs/access';
import {
  allInWords,
  Deadlines,
  deadlineView,
  dueDeadlineView,
  GivenFacts,
  incidentDeadlinesView,
  significanceOf,
} from '#libs/deadlines';
import { Incidents } from '#libs/incidents';
import { Caller, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { OncePerKey } from '../http/once-per-key.ts';
import { cursorText, pageQuery, placeCursor } from '../http/paging.ts';
import { readBy, schemaOf } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';
import { several } from '../http/several.ts';
import { ReadersLanguage } from '../pages/visit.ts';

const dueQuery = z.strictObject({
  ...pageQuery,
  cursor: placeCursor,
  state: several(DEADLINE_STATES).optional().describe('Absent: those that are open.'),
  kind: several(DEADLINE_KINDS).optional(),
  exercise: z
    .enum(['true', 'false', 'all'], { error: 'must be true, false or all' })
    .default('false')
    .transform((text) => (text === 'all' ? null : text === 'true')),
});

/** What is due, until when and why; the facts that only a person can give; and a word that somebody sees to it. */
@ApiTags('deadlines')
@Controller('api/v1')
export class DeadlinesController {
  constructor(
    private readonly incidents: Incidents,
    private readonly deadlines: Deadlines,
    private readonly facts: GivenFacts,
  ) {}

  /** What is due next over all incidents, by its instant. */
  @Get('deadlines')
  @Requires('deadline.read')
  @QueryOf(dueQuery)
  async due(
    @Query() query: unknown,
    @ReadersLanguage() language: Language,
  ): Promise<PageView<DueDeadlineView>> {
    const { limit, cursor, state, kind, exercise } = readBy(dueQuery, query);
    const filter = { states: state ?? OPEN_DEADLINE_STATES, kinds: kind ?? null, exercise };
    const shown = await this.deadlines.due(filter, limit + 1, cursor);
    const rows = shown.rows.slice(0, limit);
    const last = rows.at(-1);
    const isMore = shown.rows.length > limit && last !== undefined;
    return {
      items: rows.map((row) => dueDeadlineView(row, shown, language)),
      next: isMore ? cursorText([last.deadlineAt.toISOString(), last.id]) : null,
    };
  }

  @Get('deadlines/:id')
  @Requires('deadline.read')
  async one(@Param('id') id: string, @ReadersLanguage() language: Language): Promise<DeadlineView> {
    return this.shown(readId(id), language);
  }

  /** Nobody else is told for so long; then the ladder goes on where it was. */
  @Post('deadlines/:id/acknowledgement')
  @HttpCode(200)
  @Requires('deadline.acknowledge')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(deadlineAcknowledged) })
  async acknowledge(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
    @ReadersLanguage() language: Language,
  ): Promise<DeadlineView> {
    await this.deadlines.acknowledge(caller, readId(id), readBy(deadlineAcknowledged, body));
    return this.shown(readId(id), language);
  }

  @Get('incidents/:id/deadlines')
  @Requires('deadline.read')
  async ofIncident(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @ReadersLanguage() language: Language,
  ): Promise<IncidentDeadlinesView> {
    const incident = await this.incidents.find(caller, readId(id));
    return incidentDeadlinesView(await this.deadlines.ofIncident(incident.id), language);
  }

  /** Since when somebody was aware; again: a correction, which stands beside what was said before. */
  @Post('incidents/:id/awareness')
  @HttpCode(200)
  @Requires('deadline.facts')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(awarenessSet) })
  async setAwareness(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
    @ReadersLanguage() language: Language,
  ): Promise<IncidentDeadlinesView> {
    return this.given(caller, id, language, (incidentId) =>
      this.facts.setAwareness(caller, incidentId, readBy(awarenessSet, body)),
    );
  }

  @Post('incidents/:id/filings')
  @HttpCode(200)
  @Requires('deadline.facts')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(filingMade) })
  async noteFiling(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
    @ReadersLanguage() language: Language,
  ): Promise<IncidentDeadlinesView> {
    return this.given(caller, id, language, (incidentId) =>
      this.facts.noteFiling(caller, incidentId, readBy(filingMade, body)),
    );
  }

  @Post('incidents/:id/outages')
  @HttpCode(200)
  @Requires('deadline.facts')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(outageNoted) })
  async noteOutage(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
    @ReadersLanguage() language: Language,
  ): Promise<IncidentDeadlinesView> {
    return this.given(caller, id, language, (incidentId) =>
      this.facts.noteOutage(caller, incidentId, readBy(outageNoted, body)),
    );
  }

  /** It never was: what was noted stays beside this word, and no clock reckons with it. */
  @Post('incidents/:id/outages/:outageId/withdrawal')
  @HttpCode(200)
  @Requires('deadline.facts')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(outageWithdrawn) })
  async withdrawOutage(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Param('outageId') outageId: string,
    @Body() body: unknown,
    @ReadersLanguage() language: Language,
  ): Promise<IncidentDeadlinesView> {
    return this.given(caller, id, language, (incidentId) =>
      this.facts.withdrawOutage(caller, incidentId, readId(outageId), readBy(outageWithdrawn, body)),
    );
  }

  @Post('incidents/:id/embargo')
  @HttpCode(200)
  @Requires('deadline.facts')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(embargoSet) })
  async setEmbargo(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
    @ReadersLanguage() language: Language,
  ): Promise<IncidentDeadlinesView> {
    return this.given(caller, id, language, (incidentId) =>
      this.facts.setEmbargo(caller, incidentId, readBy(embargoSet, body)),
    );
  }

  /** Is it significant by Implementing Regulation (EU) 2024/2690? Judges what it is told and keeps nothing. */
  @Post('significance')
  @HttpCode(200)
  @Requires('deadline.read')
  @ApiBody({ schema: schemaOf(significanceAsked) })
  significance(@Body() body: unknown, @ReadersLanguage() language: Language): SignificanceView {
    const found = significanceOf(readBy(significanceAsked, body));
    return { ...found, why: allInWords(found.why, language) };
  }

  private async given(
    caller: Principal,
    id: string,
    language: Language,
    give: (incidentId: string) => Promise<void>,
  ): Promise<IncidentDeadlinesView> {
    const incident = await this.incidents.find(caller, readId(id));
    await give(incident.id);
    return incidentDeadlinesView(await this.deadlines.ofIncident(incident.id), language);
  }

  private async shown(id: string, language: Language): Promise<DeadlineView> {
    const { row, ...shown } = await this.deadlines.one(id);
    return deadlineView(row, shown, language);
  }
}
