import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import type { Config } from '#config/config';
import { handOver, instant, overrideMade, pagingSet, rotaSet } from '#libs/contracts';
import type { PagingView, RotaFeedView, RotaView } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { DutyRota, OwnPaging, rotaView } from '#libs/deadlines';
import { Caller, Requires } from '../http/access.guard.ts';
import { etagOf, versionOf } from '../http/etag.ts';
import { IfMatch } from '../http/if-match.ts';
import { readId } from '../http/ids.ts';
import { OncePerKey } from '../http/once-per-key.ts';
import { readBy, schemaOf } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';
import { CONFIG } from '../process/settings.ts';

/** ms; shifts that are shown when nobody says until when. */
const FOUR_WEEKS = 28 * 86_400_000;
const rotaQuery = z.strictObject({
  from: instant.optional().describe('Shifts from then on; absent: from now.'),
  until: instant.optional().describe('At most 90 days later; absent: four weeks.'),
});

/** Who is on duty, who stands in, who takes over. */
@ApiTags('rota')
@Controller('api/v1')
export class RotaController {
  constructor(
    private readonly rota: DutyRota,
    private readonly paging: OwnPaging,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('rota')
  @Requires('rota.read')
  @QueryOf(rotaQuery)
  async read(@Query() query: unknown, @Res({ passthrough: true }) response: Response): Promise<RotaView> {
    const { from, until } = readBy(rotaQuery, query);
    return this.shown(response, from, until);
  }

  /** In force at once. The first time with `If-Match: "0"`. */
  @Put('rota')
  @Requires('rota.manage')
  @IfMatch()
  @ApiBody({ schema: schemaOf(rotaSet) })
  async set(
    @Caller() caller: Principal,
    @Body() body: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RotaView> {
    const given = readBy(rotaSet, body);
    const { rota } = await this.rota.inForce();
    await this.rota.set(caller, given, versionOf(ifMatch, rota?.version ?? 0, 'rota'));
    return this.shown(response);
  }

  @Post('rota/overrides')
  @HttpCode(201)
  @Requires('rota.override')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(overrideMade) })
  async override(
    @Caller() caller: Principal,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RotaView> {
    await this.rota.override(caller, readBy(overrideMade, body));
    return this.shown(response);
  }

  @Delete('rota/overrides/:id')
  @HttpCode(204)
  @Requires('rota.override')
  async removeOverride(@Caller() caller: Principal, @Param('id') id: string): Promise<void> {
    await this.rota.removeOverride(caller, readId(id));
  }

  /** From now until the next hand-over. */
  @Post('rota/hand-over')
  @HttpCode(200)
  @Requires('rota.override')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(handOver) })
  async handOver(
    @Caller() caller: Principal,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RotaView> {
    await this.rota.handOver(caller, readBy(handOver, body));
    return this.shown(response);
  }

  /** A new address of the calendar, told once; the one before it leads nowhere any more. Takes no key, for its answer is kept nowhere. */
  @Post('rota/feed')
  @HttpCode(201)
  @Requires('rota.feed')
  async feed(@Caller() caller: Principal): Promise<RotaFeedView> {
    return { url: `${this.config.PUBLIC_URL}/duty/${await this.rota.newFeed(caller)}.ics` };
  }

  @Get('account/paging')
  @Requires('rota.read')
  async ownPaging(@Caller() caller: Principal): Promise<PagingView> {
    return this.paging.of(caller);
  }

  /** How one is paged oneself. */
  @Put('account/paging')
  @Requires('rota.feed')
  @ApiBody({ schema: schemaOf(pagingSet) })
  async setPaging(@Caller() caller: Principal, @Body() body: unknown): Promise<PagingView> {
    await this.paging.set(caller, readBy(pagingSet, body));
    return this.paging.of(caller);
  }

  private async shown(response: Response, from?: string, until?: string): Promise<RotaView> {
    const start = from === undefined ? (await this.rota.inForce()).now : new Date(from);
    const end = until === undefined ? new Date(start.getTime() + FOUR_WEEKS) : new Date(until);
    const { shifts, inForce } = await this.rota.shifts(start, end);
    const view = rotaView(inForce, shifts);
    response.setHeader('ETag', etagOf(view.version));
    return view;
  }
}
