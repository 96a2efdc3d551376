import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { IncidentOverviewView, Language, PageView, RelatedIncidentView } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { Incidents, RelatedIncidents } from '#libs/incidents';
import { Overviews } from '#libs/notifications';
import { Caller, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { ReadersLanguage } from '../pages/visit.ts';

/** Where an incident stands, for the CERT's own people: it names every operator that is touched. */
@ApiTags('incidents')
@Controller('api/v1/incidents')
export class OverviewController {
  constructor(
    private readonly incidents: Incidents,
    private readonly overviews: Overviews,
    private readonly related: RelatedIncidents,
  ) {}

  /** Figures, instants, and one row an operator: what it was told, what it answered, since when it is silent, what comes next. */
  @Get(':id/overview')
  @Requires('incident.overview')
  async overview(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @ReadersLanguage() language: Language,
  ): Promise<IncidentOverviewView> {
    return this.overviews.of(await this.incidents.find(caller, readId(id)), language);
  }

  /** Incidents that were joined to it or parted from it, then those that share resources, machines, TLDs or operators with it. */
  @Get(':id/related')
  @Requires('incident.overview')
  async others(@Caller() caller: Principal, @Param('id') id: string): Promise<PageView<RelatedIncidentView>> {
    return { items: await this.related.of(await this.incidents.find(caller, readId(id))), next: null };
  }
}
