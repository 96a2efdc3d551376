import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import {
  INCIDENT_STATES,
  kindName,
  multiLine,
  operatorSlug,
  SEVERITIES,
  severity,
  singleLine,
  tldLabel,
  tlp,
} from '#libs/contracts';
import type { Principal } from '#libs/access';
import { sightOf } from '#libs/access';
import type { Incident } from '#libs/incidents';
import {
  Cases,
  Incidents,
  Listings,
  operatorReportView,
  staffIncidentView,
  staffReportView,
  TRIAGE_RULES,
} from '#libs/incidents';
import { Directory } from '#libs/operators';
import type { TriageRules } from '#libs/triage';
import { kindNames, resolveKind } from '#libs/triage';
import { Caller, Requires } from '../http/access.guard.ts';
import { CaseViews } from './case-views.ts';
import { assigneeIn, assigneeQuery } from './assignee-query.ts';
import { etagOf, versionOf } from '../http/etag.ts';
import { IfMatch } from '../http/if-match.ts';
import { readId } from '../http/ids.ts';
import { OncePerKey } from '../http/once-per-key.ts';
import { pageOf, pageQuery, placeCursor, updatedSince } from '../http/paging.ts';
import { invalid, readBy, schemaOf } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';
import { several } from '../http/several.ts';

const listQuery = z.strictObject({
  ...pageQuery,
  cursor: placeCursor,
  updatedSince,
  state: several(INCIDENT_STATES).optional(),
  severity: several(SEVERITIES).optional(),
  kind: kindName.optional(),
  tld: tldLabel.optional(),
  operator: operatorSlug.optional().describe('Slug of an operator that it touches.'),
  assignee: assigneeQuery,
  tlp: tlp.optional(),
  q: singleLine(1, 200).optional(),
});

const edit = z
  .strictObject({
    title: singleLine(1, 200).optional(),
    summary: multiLine(64 * 1024).optional(),
    kind: kindName.optional(),
    severity: severity.optional(),
    tlp: tlp.optional(),
    assignee: z.uuid().nullable().optional().describe('User id of a responder or lead; null takes it off.'),
    reason: singleLine(1, 500).optional().describe('Why; stands in the record beside the change.'),
  })
  .refine((given) => Object.keys(given).some((name) => name !== 'reason'), 'must change something');

const transition = z.strictObject({
  to: z.enum(INCIDENT_STATES, { error: `must be one of ${INCIDENT_STATES.join(', ')}` }),
  reason: singleLine(1, 500).optional(),
});
@ApiTags('incidents')
@Controller('api/v1/incidents')
export class IncidentsController {
  constructor(
    private readonly incidents: Incidents,
    private readonly cases: Cases,
    private readonly listings: Listings,
    private readonly caseViews: CaseViews,
    private readonly directory: Directory,
    @Inject(TRIAGE_RULES) private readonly rules: TriageRules,
  ) {}

  @Get()
  @Requires('incident.read')
  @QueryOf(listQuery)
  async list(@Caller() caller: Principal, @Query() query: unknown): Promise<unknown> {
    const { limit, cursor, updatedSince: since, assignee, ...others } = readBy(listQuery, query);
    const filter = { ...others, assignee: assigneeIn(assignee, caller) };
    const place = { limit, cursor, updatedSince: since };
    const sight = sightOf(caller);
    if (sight.all)
      return pageOf(
        place,
        (page) => this.listings.incidents(filter, page),
        ({ openedAt, id }) => ({ at: openedAt, id }),
        staffIncidentView,
      );
    // Whom else an incident touches is nobody's to ask.
    if (filter.operator !== undefined && !(await this.isOwn(filter.operator, sight.operatorId)))
      return { items: [], next: null };
    return pageOf(
      place,
      async (page) => this.caseViews.ofAll(await this.cases.page(sight.operatorId, filter, page)),
      ({ one }) => ({ at: one.own.knownSince, id: one.id }),
      ({ view }) => view,
    );
  }

  private async isOwn(slug: string, operatorId: string | null): Promise<boolean> {
    return operatorId !== null && (await this.directory.operatorBySlug(slug))?.id === operatorId;
  }

  @Get(':id')
  @Requires('incident.read')
  async one(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const sight = sightOf(caller);
    const view = sight.all
      ? staffIncidentView(await this.incidents.find(caller, readId(id)))
      : await this.caseViews.of(await this.cases.find(sight.operatorId, readId(id)));
    response.setHeader('ETag', etagOf(view.version));
    return view;
  }

  @Patch(':id')
  @Requires('incident.edit')
  @ApiBody({ schema: schemaOf(edit) })
  @IfMatch()
  async edit(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const present = await this.incidents.find(caller, readId(id));
    const given = readBy(edit, body);
    const kind = given.kind === undefined ? undefined : this.knownKind(given.kind);
    const version = versionOf(ifMatch, present.version);
    return answer(await this.incidents.edit(caller, present.id, version, { ...given, kind }), response);
  }

  @Post(':id/transitions')
  @HttpCode(200)
  @Requires('incident.edit')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(transition) })
  async transition(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const { to, reason } = readBy(transition, body);
    return answer(await this.incidents.transition(caller, readId(id), to, reason), response);
  }

  @Get(':id/reports')
  @Requires('incident.read')
  async reports(@Caller() caller: Principal, @Param('id') id: string): Promise<unknown> {
    const sight = sightOf(caller);
    if (!sight.all) {
      const one = await this.cases.find(sight.operatorId, readId(id));
      return { items: (await this.cases.reportsOf(one)).map(operatorReportView), next: null };
    }
    const incident = await this.incidents.find(caller, readId(id));
    return { items: (await this.listings.reportsOf(incident.id)).map(staffReportView), next: null };
  }

  private knownKind(claimed: string): string {
    const kind = resolveKind(this.rules, claimed);
    if (kind !== null) return kind.name;
    throw invalid([
      {
        pointer: '/kind',
        message: `is not a kind of incident; the names are ${kindNames(this.rules).join(', ')}`,
      },
    ]);
  }
}

function answer(incident: Incident, response: Response): unknown {
  response.setHeader('ETag', etagOf(incident.version));
  return staffIncidentView(incident);
}
