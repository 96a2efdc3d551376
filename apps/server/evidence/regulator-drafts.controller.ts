import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import type { Principal } from '#libs/access';
import type { Language, RegulatorDraftView } from '#libs/contracts';
import { operatorSlug, REGULATOR_DRAFTS } from '#libs/contracts';
import { RegulatorDrafts } from '#libs/evidence';
import { Incidents } from '#libs/incidents';
import { Directory } from '#libs/operators';
import { Caller, Requires } from '../http/access.guard.ts';
import { sendPage } from '../pages/frame.ts';
import { readId } from '../http/ids.ts';
import { operatorNamed } from '../operators/operator-named.ts';
import { readBy, RequestRefused } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';
import { onPaper, ReadersLanguage, Visitor } from '../pages/visit.ts';
import type { Visit } from '../pages/visit.ts';
import { draftPage } from './draft-page.ts';
import { kindTitleIn, languageQuery } from './reading-language.ts';

const query = z.strictObject({
  operator: operatorSlug
    .optional()
    .describe('Slug of whose report it is: then nothing of another is in it. Absent: of all of them.'),
  ...languageQuery,
});

/** Drafts of what NIS2 wants told to an authority, each sentence out of an entry of the record. */
@ApiTags('incidents')
@Controller('api/v1/incidents')
export class RegulatorDraftsController {
  constructor(
    private readonly drafts: RegulatorDrafts,
    private readonly incidents: Incidents,
    private readonly directory: Directory,
  ) {}

  @Get(':id/regulator-drafts/:kind')
  @Requires('incident.overview')
  @ApiParam({ name: 'kind', enum: REGULATOR_DRAFTS })
  @QueryOf(query)
  async draft(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Param('kind') name: string,
    @Query() given: unknown,
    @ReadersLanguage() readers: Language,
  ): Promise<RegulatorDraftView> {
    const { operator: slug, language = readers } = readBy(query, given);
    const kind = REGULATOR_DRAFTS.find((one) => one === name);
    if (kind === undefined)
      throw new RequestRefused(404, 'request.no_such_resource', `Drafts are ${REGULATOR_DRAFTS.join(', ')}.`);
    const incident = await this.incidents.find(caller, readId(id));
    const operator = await operatorNamed(this.directory, slug);
    return this.drafts.of(kind, incident, operator, language, kindTitleIn(language));
  }

  /** As a page that can be printed. */
  @Get(':id/regulator-drafts/:kind/document')
  @Requires('incident.overview')
  @ApiParam({ name: 'kind', enum: REGULATOR_DRAFTS })
  @ApiProduces('text/html')
  @QueryOf(query)
  async document(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Param('kind') name: string,
    @Query() given: unknown,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    const draft = await this.draft(caller, id, name, given, visit.language);
    const paper = onPaper(visit, draft.language);
    sendPage(response, paper, draftPage(paper, draft));
  }
}
