import { createHash } from 'node:crypto';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Principal } from '#libs/access';
import { actorOf, Audit } from '#libs/access';
import { EXPORT_FORMATS } from '#libs/contracts';
import type { ExportFormat } from '#libs/contracts';
import type { ExportFile } from '#libs/exchange';
import { exportFile } from '#libs/exchange';
import { Caller, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { assertMayLeave, IncidentExports } from './incident-exports.ts';
import { readBy } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';

const exportQuery = z.strictObject({
  format: z.enum(EXPORT_FORMATS, { error: `must be one of ${EXPORT_FORMATS.join(', ')}` }),
});

@ApiTags('incidents')
@Controller('api/v1/incidents')
export class ExportsController {
  constructor(
    private readonly exports: IncidentExports,
    private readonly audit: Audit,
  ) {}

  /** A file to be saved; no browser shows it or guesses what it is. Whoever took which bytes is written down before they leave. */
  @Get(':id/export')
  @Requires('incident.export')
  @QueryOf(exportQuery)
  @ApiProduces('application/xml', 'application/json', 'application/stix+json', 'text/csv', 'text/markdown')
  async export(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Query() query: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { format } = readBy(exportQuery, query);
    const { exported, relation } = await this.exports.seenBy(caller, readId(id));
    const file = exportFile(exported, format);
    assertMayLeave(file, relation);
    await this.writeDown(caller, request.ip, exported.incident.id, format, file);
    // `set` would put a charset where the format has none.
    response.setHeader('Content-Type', file.mediaType);
    response
      .set({
        'Content-Disposition': `attachment; filename="${file.name}"`,
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "sandbox; default-src 'none'",
        'Cache-Control': 'no-store',
      })
      .send(file.bytes);
  }

  private async writeDown(
    caller: Principal,
    from: string | undefined,
    id: string,
    format: ExportFormat,
    { label, bytes }: ExportFile,
  ): Promise<void> {
    const { via, credentialId, operatorId } = caller;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await this.audit.add({
      type: 'incident.exported',
      actor: actorOf(caller),
      from,
      operatorId,
      subject: { kind: 'incident', id },
      data: { via, credentialId, format, label, sha256, bytes: bytes.length },
    });
  }
}
