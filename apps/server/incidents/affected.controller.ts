import { Body, Controller, Get, Headers, Param, Put, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { AFFECTED_STATES, SERVICE_STATES, singleLine } from '#libs/contracts';
import type { NamedAffectedView } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { sightOf } from '#libs/access';
import type { AffectedOperator } from '#libs/incidents';
import { Answers, Cases, Incidents, namedAffectedView, operatorAffectedView } from '#libs/incidents';
import { Directory } from '#libs/operators';
import { Caller, Requires } from '../http/access.guard.ts';
import { etagOf, versionOf } from '../http/etag.ts';
import { readId } from '../http/ids.ts';
import { readBy, schemaOf } from '../http/problem.ts';

const standing = z.strictObject({
  state: z.enum(AFFECTED_STATES, { error: `must be one of ${AFFECTED_STATES.join(', ')}` }),
  serviceState: z.enum(SERVICE_STATES, { error: `must be one of ${SERVICE_STATES.join(', ')}` }).optional(),
  reason: singleLine(1, 500).optional(),
});

/** How the operators that an incident touches stand: each says it of itself, responders of all. */
@ApiTags('incidents')
@Controller('api/v1/incidents/:id/affected')
export class AffectedController {
  constructor(
    private readonly incidents: Incidents,
    private readonly answers: Answers,
    private readonly cases: Cases,
    private readonly directory: Directory,
  ) {}

  @Get()
  @Requires('incident.read')
  async affected(@Caller() caller: Principal, @Param('id') id: string): Promise<unknown> {
    const sight = sightOf(caller);
    if (!sight.all) {
      const { own } = await this.cases.find(sight.operatorId, readId(id));
      return { items: [operatorAffectedView(own)], next: null };
    }
    const incident = await this.incidents.find(caller, readId(id));
    return { items: await this.named(await this.incidents.affectedOf(incident.id)), next: null };
  }

  @Put(':operatorId')
  @Requires('affected.answer')
  @ApiBody({ schema: schemaOf(standing) })
  async setAffected(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Param('operatorId') operatorId: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const incident = await this.incidents.find(caller, readId(id));
    const given = readBy(standing, body);
    const version = ifMatch === undefined ? null : versionOf(ifMatch, 0);
    const row = await this.answers.setAffected(caller, incident.id, readId(operatorId), given, version);
    response.setHeader('ETag', etagOf(row.version));
    return sightOf(caller).all ? (await this.named([row]))[0] : operatorAffectedView(row);
  }

  private async named(rows: AffectedOperator[]): Promise<NamedAffectedView[]> {
    const operators = await this.directory.operatorsByIds(rows.map(({ operatorId }) => operatorId));
    const byId = new Map(operators.map((operator) => [operator.id, operator]));
    return rows.flatMap((row) => {
      const operator = byId.get(row.operatorId);
      return operator === undefined ? [] : [namedAffectedView(row, operator)];
    });
  }
}
