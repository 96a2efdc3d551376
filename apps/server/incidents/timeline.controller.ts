import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { StaffTimelineView } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { sightOf } from '#libs/access';
import { Cases, Incidents, operatorTimelineView, provenTimelineView, TimelineNames } from '#libs/incidents';
import { Timeline } from '#libs/timeline';
import { Caller, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { readBy } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';

const timelineQuery = z.strictObject({
  from: z.coerce
    .number({ error: 'must be the index of an entry' })
    .int('must be the index of an entry')
    .min(0, 'must be the index of an entry')
    .max(1_000_000_000, 'must be the index of an entry')
    .default(0)
    .describe('Entries from this index on; whoever has read the first ones need not read them again.'),
});

/** The entries of an incident in their order: all of them for staff, an operator's own part for an operator. */
@ApiTags('incidents')
@Controller('api/v1/incidents/:id/timeline')
export class TimelineController {
  constructor(
    private readonly incidents: Incidents,
    private readonly cases: Cases,
    private readonly timeline: Timeline,
    private readonly names: TimelineNames,
  ) {}

  @Get()
  @Requires('incident.read')
  @QueryOf(timelineQuery)
  async entries(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<unknown> {
    const { from } = readBy(timelineQuery, query);
    const sight = sightOf(caller);
    if (!sight.all) {
      const one = await this.cases.find(sight.operatorId, readId(id));
      return { items: operatorTimelineView(one, await this.cases.recordOf(one)).slice(from), next: null };
    }
    const incident = await this.incidents.find(caller, readId(id));
    const entries = await this.timeline.entriesOf(incident.id, from);
    const [names, places] = await Promise.all([
      this.names.of(entries),
      this.timeline.placesOf(incident.id, from),
    ]);
    return { items: provenTimelineView(entries, places), next: null, names } satisfies StaffTimelineView;
  }
}
