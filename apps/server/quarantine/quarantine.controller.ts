import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import type { Principal } from '#libs/access';
import { actingAs } from '#libs/access';
import type { PageView, PutAsideView, WorkKind } from '#libs/contracts';
import { discardAsked, retryAsked, WORK_KINDS } from '#libs/contracts';
import { Caller, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { pageOf, pageQuery, placeCursor } from '../http/paging.ts';
import { readBy, RequestRefused, schemaOf } from '../http/problem.ts';
import { PutAside } from './put-aside.ts';
import { QueryOf } from '../http/query-of.ts';

const listQuery = z.strictObject({ ...pageQuery, cursor: placeCursor });
const KindParam = () => ApiParam({ name: 'kind', enum: WORK_KINDS });

/** Work that failed three times by a fault of ours: seen, tried again, let go of. */
@ApiTags('quarantine')
@Controller('api/v1/quarantine')
export class QuarantineController {
  constructor(private readonly aside: PutAside) {}

  /** What was put aside last comes first. */
  @Get()
  @Requires('quarantine.read')
  @QueryOf(listQuery)
  async list(@Caller() caller: Principal, @Query() query: unknown): Promise<PageView<PutAsideView>> {
    return pageOf(
      readBy(listQuery, query),
      ({ limit, after }) =>
        this.aside.page(caller, limit, after === undefined ? undefined : { since: after.at, id: after.id }),
      ({ since, id }) => ({ at: new Date(since), id }),
      (view) => view,
    );
  }

  /** It is due at once. If the fault is not mended, it comes back here. */
  @Post(':kind/:id/retry')
  @HttpCode(204)
  @Requires('quarantine.decide')
  @KindParam()
  @ApiBody({ schema: schemaOf(retryAsked) })
  async retry(
    @Caller() caller: Principal,
    @Param('kind') kind: string,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: Request,
  ): Promise<void> {
    const { reason = null } = readBy(retryAsked, body ?? {});
    await this.aside.decide(
      actingAs(caller, request.ip),
      'taken up again',
      readKind(kind),
      readId(id),
      reason,
    );
  }

  /** Nobody works on it any more. It stays where it is, with its evidence; the reason stands in the audit. */
  @Post(':kind/:id/discard')
  @HttpCode(204)
  @Requires('quarantine.decide')
  @KindParam()
  @ApiBody({ schema: schemaOf(discardAsked) })
  async discard(
    @Caller() caller: Principal,
    @Param('kind') kind: string,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: Request,
  ): Promise<void> {
    const { reason } = readBy(discardAsked, body);
    await this.aside.decide(actingAs(caller, request.ip), 'discarded', readKind(kind), readId(id), reason);
  }
}

function readKind(text: string): WorkKind {
  const kind = WORK_KINDS.find((one) => one === text);
  if (kind === undefined)
    throw new RequestRefused(404, 'request.no_such_resource', 'There is nothing at this address.');
  return kind;
}
