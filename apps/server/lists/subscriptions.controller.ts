import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { PageView, SubscriptionAskedView, SubscriptionView } from '#libs/contracts';
import { newSubscription, SUBSCRIPTION_STATES } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { mayDo } from '#libs/access';
import { Joining, Lists, Subscriptions, subscriptionView } from '#libs/notifications';
import { assertSameSite, Caller, Public, Requires } from '../http/access.guard.ts';
import { asksByCookie, Callers } from '../http/callers.ts';
import { readId } from '../http/ids.ts';
import { OncePerKey } from '../http/once-per-key.ts';
import { pageOf, pageQuery, placeCursor } from '../http/paging.ts';
import { readBy, schemaOf } from '../http/problem.ts';
import { PublicGate } from '../http/public-gate.ts';
import { QueryOf } from '../http/query-of.ts';

const listQuery = z.strictObject({
  ...pageQuery,
  cursor: placeCursor,
  state: z
    .enum(SUBSCRIPTION_STATES, { error: `must be one of ${SUBSCRIPTION_STATES.join(', ')}` })
    .optional(),
});

/** Members of a mailing list. */
@ApiTags('lists')
@Controller('api/v1/lists/:slug/subscriptions')
export class SubscriptionsController {
  constructor(
    private readonly lists: Lists,
    private readonly subscriptions: Subscriptions,
    private readonly joining: Joining,
    private readonly callers: Callers,
    private readonly gate: PublicGate,
  ) {}

  @Get()
  @Requires('list.members_read')
  @QueryOf(listQuery)
  async list(
    @Caller() caller: Principal,
    @Param('slug') slug: string,
    @Query() query: unknown,
  ): Promise<PageView<SubscriptionView>> {
    const { state, ...page } = readBy(listQuery, query);
    const list = await this.lists.find(caller, slug);
    return pageOf(
      page,
      (request) => this.subscriptions.list(list, state, request),
      ({ subscription: { createdAt, id } }) => ({ at: createdAt, id }),
      subscriptionView,
    );
  }

  /**
   * 201: staff has added a member. 202, for everybody else and an open list alone: a mail asks the address whether it is so, whatever we
   * know of it.
   */
  @Post()
  @Public()
  @ApiBody({ schema: schemaOf(newSubscription) })
  async subscribe(
    @Param('slug') slug: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SubscriptionView | SubscriptionAskedView> {
    const caller = await this.callers.of(request);
    if (caller !== null && mayDo(caller, 'list.members')) {
      if (asksByCookie(request)) assertSameSite(request);
      const list = await this.lists.find(caller, slug);
      return subscriptionView(await this.subscriptions.add(caller, list, readBy(newSubscription, body)));
    }
    const given = readBy(newSubscription, body);
    await this.gate.pass('form', () => this.joining.ask(slug, given, request.ip));
    response.status(HttpStatus.ACCEPTED);
    return { state: 'asked' };
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('list.members')
  async end(
    @Caller() caller: Principal,
    @Param('slug') slug: string,
    @Param('id') id: string,
  ): Promise<void> {
    const list = await this.lists.find(caller, slug);
    await this.subscriptions.end(caller, list, readId(id));
  }

  /** Of one that is paused because its mail came back. */
  @Post(':id/resumption')
  @HttpCode(200)
  @Requires('list.members')
  @OncePerKey()
  async resume(
    @Caller() caller: Principal,
    @Param('slug') slug: string,
    @Param('id') id: string,
  ): Promise<SubscriptionView> {
    const list = await this.lists.find(caller, slug);
    return subscriptionView(await this.subscriptions.resume(caller, list, readId(id)));
  }
}
