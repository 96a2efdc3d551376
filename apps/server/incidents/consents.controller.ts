import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { tlpConsent } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { Consents, consentView } from '#libs/incidents';
import { Caller, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { OncePerKey } from '../http/once-per-key.ts';
import { readBy, schemaOf } from '../http/problem.ts';

/** A source's consent to a wider label. */
@ApiTags('reports')
@Controller('api/v1/reports')
export class ConsentsController {
  constructor(private readonly consents: Consents) {}

  @Post(':id/tlp-consent')
  @Requires('tlp.consent')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(tlpConsent) })
  async consent(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<unknown> {
    return consentView(await this.consents.give(caller, readId(id), readBy(tlpConsent, body)));
  }
}
