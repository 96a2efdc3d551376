import { Controller, Get, Headers, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Principal } from '#libs/access';
import { Caller, Requires } from '../http/access.guard.ts';
import { EventStreams } from './event-streams.ts';

@ApiTags('events')
@Controller('api/v1/events')
export class EventsController {
  constructor(private readonly streams: EventStreams) {}

  /**
   * What changes, as server-sent events: `{ what, id, type }`, to be read again by whoever wants to know more. Staff hear of
   * every entry of the record, and that drills, contact packs or keys changed; an operator of its own cases and reports alone. With `Last-Event-ID` nothing that came since
   * is left out; `{ "what": "all" }` says that it is too much, so read everything again. Ends with the session or token.
   */
  @Get()
  @Requires('events.listen')
  @ApiProduces('text/event-stream')
  @ApiHeader({ name: 'Last-Event-ID', required: false })
  listen(
    @Caller() caller: Principal,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): void {
    if (request.method !== 'HEAD') this.streams.open(request, response, caller, lastEventId);
    response.type('text/event-stream');
    // Proxies that keep answers back to send them together must not.
    response.setHeader('X-Accel-Buffering', 'no');
    response.flushHeaders();
    if (request.method === 'HEAD') response.end();
  }
}
