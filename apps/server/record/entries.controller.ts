import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Principal } from '#libs/access';
import { sightOf } from '#libs/access';
import { erasureAsked, factStated } from '#libs/contracts';
import { Cases, Entries, IncidentFault, Incidents, Listings, provableToOperator } from '#libs/incidents';
import { RecordExports, Timeline } from '#libs/timeline';
import type { RecordExport, SliceExport } from '#libs/timeline';
import { Caller, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { OncePerKey } from '../http/once-per-key.ts';
import { readBy, schemaOf } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';

const recordQuery = z.strictObject({
  since: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Size of a head that you kept: the export then proves that the log continues it.'),
});

/** Single entries of the record: their proofs, facts that people state, and the erasure of what one said. */
@ApiTags('record')
@Controller('api/v1')
export class EntriesController {
  constructor(
    private readonly entries: Entries,
    private readonly incidents: Incidents,
    private readonly cases: Cases,
    private readonly listings: Listings,
    private readonly timeline: Timeline,
    private readonly exports: RecordExports,
  ) {}

  /** The record of an incident with its proofs: all of it for staff, an operator's own part for an operator. `dnscert-verify.mjs` checks it. */
  @Get('incidents/:id/record')
  @Requires('incident.read')
  @QueryOf(recordQuery)
  async ofIncident(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<RecordExport | SliceExport> {
    const { since } = readBy(recordQuery, query);
    const sight = sightOf(caller);
    if (!sight.all) {
      const one = await this.cases.find(sight.operatorId, readId(id));
      const entries = provableToOperator(one, await this.cases.recordOf(one));
      const of = {
        kind: 'incident' as const,
        id: one.id,
        number: one.number,
        ...(one.incident.exercise ? { exercise: true as const } : {}),
      };
      return this.exports.sliceOf(of, one.own.operatorId, entries, since);
    }
    const { id: streamId, number } = await this.incidents.find(caller, readId(id));
    const found = await this.exports.of(streamId, since);
    if (found === null) throw new IncidentFault('incident.not_found', 'There is no such incident.');
    return { format: 'dns-cert-record', version: 2, incident: { id: streamId, number }, ...found };
  }

  /** The proof that what the receipt names was received: the entry of its SHA-256, and its way up to the signed head of the log. */
  @Get('reports/:id/record')
  @Requires('report.read')
  @QueryOf(recordQuery)
  async ofReport(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<SliceExport> {
    const { since } = readBy(recordQuery, query);
    const report = await this.listings.report(sightOf(caller), readId(id));
    if (report === null) throw new IncidentFault('report.not_found', 'There is no such report.');
    const received = await this.timeline.entriesOf(report.id, 0, 1);
    const of = { kind: 'report' as const, id: report.id, number: report.number };
    return this.exports.sliceOf(of, report.operatorId, received, since);
  }

  /** States what happened and when, as far as it is known. Others may state otherwise: all of it stays. */
  @Post('incidents/:id/facts')
  @HttpCode(201)
  @Requires('incident.note')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(factStated) })
  async state(@Caller() caller: Principal, @Param('id') id: string, @Body() body: unknown): Promise<unknown> {
    const { what, from, to, uncertain, observedAt, corrects } = readBy(factStated, body);
    const incident = await this.incidents.find(caller, readId(id));
    if (corrects !== undefined && !sightOf(caller).all)
      throw new IncidentFault('entry.not_a_fact', 'State what is right as a fact of its own.');
    await this.entries.state(caller, incident.id, {
      what,
      from: new Date(from),
      until: to === undefined ? null : new Date(to),
      uncertain,
      observedAt: observedAt === undefined ? null : new Date(observedAt),
      corrects: corrects ?? null,
    });
    return {
      what,
      from,
      to: to ?? null,
      uncertain,
      observedAt: observedAt ?? null,
      corrects: corrects ?? null,
    };
  }

  /** Takes away for good what an entry says. Its hash, its place and every proof stay, and an entry says who did so and why. */
  @Post('incidents/:id/timeline/:index/erasure')
  @HttpCode(200)
  @Requires('entry.erase')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(erasureAsked) })
  async erase(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Param('index') index: string,
    @Body() body: unknown,
  ): Promise<{ index: number; erased: true }> {
    const { reason } = readBy(erasureAsked, body);
    const incident = await this.incidents.find(caller, readId(id));
    if (!/^\d{1,9}$/.test(index))
      throw new IncidentFault('entry.not_erasable', 'Entries are named by their index.');
    await this.entries.erase(caller, incident.id, Number(index), reason);
    return { index: Number(index), erased: true };
  }
}
