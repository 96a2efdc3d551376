import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import {
  approvalRequest,
  multiLine,
  NOTIFICATION_STATES,
  notificationRequest,
  OPERATOR_ANSWERS,
} from '#libs/contracts';
import type { HeldSendView, NotificationListView, NotificationView, PageView } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { Incidents } from '#libs/incidents';
import {
  Acknowledgements,
  Approvals,
  heldSendView,
  notificationLine,
  notificationView,
  Outbox,
  Previews,
  Telling,
} from '#libs/notifications';
import { Caller, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { OncePerKey } from '../http/once-per-key.ts';
import { pageOf, pageQuery, placeCursor } from '../http/paging.ts';
import { readBy, schemaOf } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';

export const answerBody = z.strictObject({
  answer: z
    .enum(OPERATOR_ANSWERS, { error: `must be one of ${OPERATOR_ANSWERS.join(', ')}` })
    .default('seen'),
  comment: multiLine(4_000).optional(),
});

const listQuery = z.strictObject({
  ...pageQuery,
  cursor: placeCursor,
  state: z
    .enum(NOTIFICATION_STATES, { error: `must be one of ${NOTIFICATION_STATES.join(', ')}` })
    .default('awaiting_approval'),
});

@ApiTags('notifications')
@Controller('api/v1')
export class NotificationsController {
  constructor(
    private readonly incidents: Incidents,
    private readonly telling: Telling,
    private readonly previews: Previews,
    private readonly approvals: Approvals,
    private readonly outbox: Outbox,
    private readonly acknowledgements: Acknowledgements,
  ) {}

  @Post('incidents/:id/notifications')
  @Requires('notification.send')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(notificationRequest) })
  async notify(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const incident = await this.incidents.find(caller, readId(id));
    const request = readBy(notificationRequest, body);
    if (request.preview) {
      response.status(HttpStatus.OK);
      return this.previews.preview(caller, incident, request);
    }
    const view = await this.view(await this.telling.notify(caller, incident, request));
    // Nothing goes out yet: a second person must agree.
    if (view.state === 'awaiting_approval') response.status(HttpStatus.ACCEPTED);
    return view;
  }

  @Get('incidents/:id/notifications')
  @Requires('notification.read')
  async list(@Caller() caller: Principal, @Param('id') id: string): Promise<PageView<NotificationListView>> {
    const incident = await this.incidents.find(caller, readId(id));
    return { items: (await this.outbox.notificationsOf(incident.id)).map(notificationLine), next: null };
  }

  /** What takes a second person, by what became of it; by default what waits. */
  @Get('notifications')
  @Requires('notification.read')
  @QueryOf(listQuery)
  async proposals(@Query() query: unknown): Promise<PageView<HeldSendView>> {
    const { state, ...page } = readBy(listQuery, query);
    return pageOf(
      page,
      (request) => this.outbox.held(state, request),
      ({ notification: { createdAt, id } }) => ({ at: createdAt, id }),
      heldSendView,
    );
  }

  @Post('notifications/:id/approval')
  @HttpCode(200)
  @Requires('notification.approve')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(approvalRequest) })
  async decide(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<unknown> {
    await this.approvals.decide(caller, readId(id), readBy(approvalRequest, body));
    return this.view(readId(id));
  }

  @Get('notifications/:id')
  @Requires('notification.read')
  async one(@Param('id') id: string): Promise<NotificationView> {
    return this.view(readId(id));
  }

  /** The exact bytes that were signed and sent. */
  @Get('deliveries/:id/raw')
  @Requires('notification.read')
  async raw(@Param('id') id: string, @Res() response: Response): Promise<void> {
    const raw = await this.outbox.raw(readId(id));
    response
      .set({
        'Content-Type': 'message/rfc822',
        'Content-Disposition': 'attachment; filename="message.eml"',
        'X-Content-Type-Options': 'nosniff',
      })
      .send(raw);
  }

  @Post('deliveries/:id/acknowledgement')
  @HttpCode(200)
  @Requires('delivery.acknowledge')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(answerBody) })
  async acknowledge(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<unknown> {
    const delivery = await this.acknowledgements.answerSignedIn(
      caller,
      readId(id),
      readBy(answerBody, body ?? {}),
    );
    return {
      id: delivery.id,
      state: delivery.state,
      acknowledgedAt: delivery.acknowledgedAt?.toISOString() ?? null,
    };
  }

  private async view(id: string): Promise<NotificationView> {
    return notificationView(await this.outbox.notification(id));
  }
}
