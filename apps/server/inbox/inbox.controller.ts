import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import type { InboundLine, InboundView, PageView } from '#libs/contracts';
import {
  ENCRYPTED_STATES,
  INBOUND_MAILBOXES,
  INBOUND_OUTCOMES,
  INBOUND_STATES,
  SENDER_STATES,
  SIGNED_STATES,
} from '#libs/contracts';
import { Inbox, inboundLine, inboundView } from '#libs/inbox';
import { Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { pageOf, pageQuery, placeCursor } from '../http/paging.ts';
import { readBy } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';
import { savedFile } from '../http/saved-file.ts';

const listQuery = z.strictObject({
  ...pageQuery,
  cursor: placeCursor,
  state: z.enum(INBOUND_STATES).optional().describe('Absent, as of all that follow: all of them.'),
  mailbox: z.enum(INBOUND_MAILBOXES).optional().describe('Which address of ours took it.'),
  outcome: z.enum(INBOUND_OUTCOMES).optional().describe('What became of it.'),
  encrypted: z.enum(ENCRYPTED_STATES).optional().describe('The first verdict.'),
  signed: z.enum(SIGNED_STATES).optional().describe('The second verdict.'),
  sender: z.enum(SENDER_STATES).optional().describe('The fourth verdict: does the key belong to the sender?'),
  incident: z.uuid().optional().describe('What belongs to this incident.'),
});

/** What came in by mail, with the four verdicts on each. */
@ApiTags('inbox')
@Controller('api/v1/inbox')
export class InboxController {
  constructor(private readonly inbox: Inbox) {}

  /** The newest first. */
  @Get()
  @Requires('inbox.read')
  @QueryOf(listQuery)
  async list(@Query() query: unknown): Promise<PageView<InboundLine>> {
    const { limit, cursor, ...filter } = readBy(listQuery, query);
    return pageOf(
      { limit, cursor },
      (request) => this.inbox.list(filter, request),
      ({ receivedAt, id }) => ({ at: receivedAt, id }),
      inboundLine,
    );
  }

  @Get(':id')
  @Requires('inbox.read')
  async one(@Param('id') id: string): Promise<InboundView> {
    return inboundView(await this.inbox.find(readId(id)));
  }

  /** The bytes as they came, to be saved: a browser must not open a stranger's mail. */
  @Get(':id/raw')
  @Requires('inbox.read')
  async raw(@Param('id') id: string, @Res() response: Response): Promise<void> {
    const raw = await this.inbox.raw(readId(id));
    response
      .set({
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': `attachment; filename="${id}.eml"`,
        'X-Content-Type-Options': 'nosniff',
      })
      .send(raw);
  }

  /** A file that came with it, decrypted and decoded: a stranger's bytes, to be saved. */
  @Get(':id/files/:n')
  @Requires('inbox.read')
  @ApiProduces('application/octet-stream')
  async file(@Param('id') id: string, @Param('n') n: string, @Res() response: Response): Promise<void> {
    const file = await this.inbox.file(readId(id), placeIn(n));
    response.set(savedFile(file)).send(file.content);
  }
}

/** 0, where none lies, unless it is a place. */
const placeIn = (given: string): number => (/^[1-9]\d{0,2}$/.test(given) ? Number(given) : 0);
