import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Requires } from '../http/access.guard.ts';
import { policyOf } from '../http/content-policy.ts';
import { RequestRefused } from '../http/problem.ts';
import { QueueBoard } from './board.ts';

/** Only here its scripts may set what they are relative to. */
/** Of the one style element that its scripts make: the colours of a drawing. */
const ITS_STYLE = "'sha256-r2N1TB/gHbBtBZFKg7ejmq1acVSREzucTAEw6ga4hoU='";
const POLICY = policyOf({
  'base-uri': ["'self'"],
  'style-src': ["'self'", ITS_STYLE],
  'worker-src': ["'self'"],
});
/** Addresses that its page shows; which queue or job, its scripts read from there. */
const PAGES = /^\/(queue\/[^/]+(\/[^/]+)?|job-schedulers|metrics-history)?$/;

/** The queues in detail, for leads in a session: to look at, not to touch. */
@ApiTags('queues')
@Controller('queues')
export class QueueBoardController {
  constructor(private readonly board: QueueBoard) {}

  @Get()
  @Requires('queues.read')
  page(@Res() response: Response): void {
    this.sendPage(response);
  }

  /** Its other pages, files and figures. */
  @Get('*path')
  @Requires('queues.read')
  @ApiParam({ name: 'path', description: 'Of a page, a file or figures of bull-board.' })
  async rest(
    @Req() request: Request,
    @Query() query: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const path = request.path.slice('/queues'.length);
    if (path.startsWith('/static/')) {
      this.sendFile(path.slice('/static/'.length), response);
      return;
    }
    if (PAGES.test(path)) {
      this.sendPage(response);
      return;
    }
    const answer = await this.board.answer(path, query);
    if (answer === null) throw nothingHere();
    response.status(answer.status).set('Cache-Control', 'no-store').json(answer.body);
  }

  private sendPage(response: Response): void {
    response
      .set({ 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-store' })
      .type('html')
      .send(this.board.page);
  }

  private sendFile(name: string, response: Response): void {
    response.sendFile(name, { root: this.board.folder, maxAge: '1h', dotfiles: 'deny' }, (error) => {
      if (error !== undefined && !response.headersSent)
        response.status(404).type('text').send('There is no such file.\n');
    });
  }
}

const nothingHere = () =>
  new RequestRefused(404, 'request.no_such_resource', 'There is nothing at this address.');
