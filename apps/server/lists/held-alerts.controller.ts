import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { HeldAlertView, PageView } from '#libs/contracts';
import { alertStop, HELD_ALERT_STATES, operatorSlug } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { HeldAlerts, heldAlertView } from '#libs/notifications';
import { Caller, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { OncePerKey } from '../http/once-per-key.ts';
import { pageOf, pageQuery, placeCursor } from '../http/paging.ts';
import { readBy, schemaOf } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';
import { several } from '../http/several.ts';

const listQuery = z.strictObject({
  ...pageQuery,
  cursor: placeCursor,
  state: several(HELD_ALERT_STATES).default(['held', 'gathering']),
  list: operatorSlug.optional(),
});

/** Alerts that rules post: held for a while, in which a person can stop them or send them at once. */
@ApiTags('lists')
@Controller('api/v1/alerts')
export class HeldAlertsController {
  constructor(private readonly alerts: HeldAlerts) {}

  @Get()
  @Requires('list.members_read')
  @QueryOf(listQuery)
  async list(@Query() query: unknown): Promise<PageView<HeldAlertView>> {
    const { state, list, ...page } = readBy(listQuery, query);
    return pageOf(
      page,
      (request) => this.alerts.list({ states: state, list }, request),
      ({ alert: { createdAt, id } }) => ({ at: createdAt, id }),
      heldAlertView,
    );
  }

  @Post(':id/stop')
  @HttpCode(200)
  @Requires('list.post')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(alertStop), required: false })
  async stop(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<HeldAlertView> {
    const { reason = null } = readBy(alertStop, body ?? {});
    return heldAlertView(await this.alerts.stop(caller, readId(id), reason));
  }

  /** At once, without waiting for its time. */
  @Post(':id/release')
  @HttpCode(200)
  @Requires('list.post')
  @OncePerKey()
  async send(@Caller() caller: Principal, @Param('id') id: string): Promise<HeldAlertView> {
    return heldAlertView(await this.alerts.send(caller, readId(id)));
  }
}
