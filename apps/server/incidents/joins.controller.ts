import { Body, Controller, HttpCode, HttpStatus, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { singleLine } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { Incidents, Joins, Splits, staffIncidentView } from '#libs/incidents';
import type { Incident } from '#libs/incidents';
import { Caller, Requires } from '../http/access.guard.ts';
import { etagOf } from '../http/etag.ts';
import { readId } from '../http/ids.ts';
import { OncePerKey } from '../http/once-per-key.ts';
import { invalid, readBy, schemaOf } from '../http/problem.ts';

const reason = singleLine(1, 500).describe('Why; stands in the record of both.');
const merge = z.strictObject({ into: z.uuid(), reason });
const split = z.strictObject({
  reports: z
    .array(z.uuid())
    .min(1, 'must name at least one report')
    .max(1_000, 'must have at most 1000 entries')
    .optional()
    .describe('Reports that get an incident of their own. Absent: a duplicate stands for itself again.'),
  title: singleLine(1, 200)
    .optional()
    .describe('Of the new incident; the summary of its first report when absent.'),
  reason,
});

/** Two incidents become one, or one becomes two. */
@ApiTags('incidents')
@Controller('api/v1/incidents')
export class JoinsController {
  constructor(
    private readonly incidents: Incidents,
    private readonly joins: Joins,
    private readonly splits: Splits,
  ) {}

  @Post(':id/merge')
  @HttpCode(200)
  @Requires('incident.edit')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(merge) })
  async merge(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const incident = await this.incidents.find(caller, readId(id));
    const { into, reason: why } = readBy(merge, body);
    return answer(await this.joins.merge(caller, incident.id, into.toLowerCase(), why), response);
  }

  @Post(':id/split')
  @HttpCode(200)
  @Requires('incident.edit')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(split) })
  async split(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const incident = await this.incidents.find(caller, readId(id));
    const { reports, title, reason: why } = readBy(split, body);
    if (reports === undefined) {
      if (incident.state !== 'duplicate')
        throw invalid([
          { pointer: '/reports', message: 'must name the reports that get an incident of their own' },
        ]);
      return answer(await this.joins.unmerge(caller, incident.id, why), response);
    }
    response.status(HttpStatus.CREATED);
    return answer(await this.splits.split(caller, incident.id, { reports, title, reason: why }), response);
  }
}

function answer(incident: Incident, response: Response): unknown {
  response.setHeader('ETag', etagOf(incident.version));
  return staffIncidentView(incident);
}
