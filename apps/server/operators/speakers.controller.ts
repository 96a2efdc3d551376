import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Principal, SpeakerRow } from '#libs/access';
import { sightOf, Speaking } from '#libs/access';
import type { SpeakerView } from '#libs/contracts';
import { speakerEnd, speakerGrant } from '#libs/contracts';
import { Directory } from '#libs/operators';
import { Caller, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { OncePerKey } from '../http/once-per-key.ts';
import { operatorBySlug, operatorSeenBy } from './operator-by-slug.ts';
import { readBy, schemaOf } from '../http/problem.ts';

/** Who may speak for an operator. A lead gives and ends the right; the operator's own people see who has it. */
@ApiTags('directory')
@Controller('api/v1/operators/:slug/speakers')
export class SpeakersController {
  constructor(
    private readonly directory: Directory,
    private readonly speaking: Speaking,
  ) {}

  @Get()
  @Requires('speaking.read')
  async list(@Caller() caller: Principal, @Param('slug') slug: string): Promise<unknown> {
    const operator = await operatorSeenBy(this.directory, caller, slug);
    const rows = await this.speaking.speakersOf(operator.id);
    return { items: rows.map((row) => speakerView(row, caller)), next: null };
  }

  @Post()
  @Requires('speaking.grant')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(speakerGrant) })
  async grant(
    @Caller() caller: Principal,
    @Param('slug') slug: string,
    @Body() body: unknown,
  ): Promise<unknown> {
    const given = readBy(speakerGrant, body);
    const operator = await operatorBySlug(this.directory, slug);
    return speakerView(await this.speaking.grant(caller, operator.id, given), caller);
  }

  /** Ends a right, at once or at an instant to come. */
  @Patch(':id')
  @HttpCode(204)
  @Requires('speaking.grant')
  @ApiBody({ schema: schemaOf(speakerEnd) })
  async end(
    @Caller() caller: Principal,
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const given = readBy(speakerEnd, body ?? {});
    const operator = await operatorBySlug(this.directory, slug);
    await this.speaking.end(caller, operator.id, readId(id), given);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('speaking.grant')
  async endNow(
    @Caller() caller: Principal,
    @Param('slug') slug: string,
    @Param('id') id: string,
  ): Promise<void> {
    const operator = await operatorBySlug(this.directory, slug);
    await this.speaking.end(caller, operator.id, readId(id), {});
  }
}

/** Why a right was given or ended is for the CERT alone. */
function speakerView({ right, email, name }: SpeakerRow, caller: Principal): SpeakerView {
  const view = {
    id: right.id,
    operatorId: right.operatorId,
    user: { id: right.userId, email, name },
    from: right.fromAt.toISOString(),
    until: right.untilAt?.toISOString() ?? null,
    grantedBy: right.grantedBy.name,
    grantedAt: right.grantedAt.toISOString(),
    endedBy: right.endedBy?.name ?? null,
    endedAt: right.endedAt?.toISOString() ?? null,
  };
  return sightOf(caller).all ? { ...view, reason: right.reason, endedReason: right.endedReason } : view;
}
