import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { tlp } from '#libs/contracts';
import { Acknowledgements, NotificationFault } from '#libs/notifications';
import { Public } from '../http/access.guard.ts';
import { ackPage } from './ack-page.ts';
import { sendPage } from '../pages/frame.ts';
import { html } from '../pages/html.ts';
import { sealed, wantsPage } from '../pages/link-pages.ts';
import { answerBody } from './notifications.controller.ts';
import { readBy } from '../http/problem.ts';
import { refusalWords } from '../pages/refusal-words.ts';
import { SensitiveReads } from '../http/sensitive-reads.ts';
import { switchedVisit, Visitor } from '../pages/visit.ts';
import type { Visit } from '../pages/visit.ts';

/**
 * The page behind the link of a notice. Mail scanners open links, so opening it changes nothing: a person presses a button.
 * The link is the secret; it names no account, and shows what its mail said and no more.
 */
@ApiTags('acknowledgement')
@Controller(['ack', 'api/v1/ack'])
export class AckController {
  constructor(
    private readonly acknowledgements: Acknowledgements,
    private readonly reads: SensitiveReads,
  ) {}

  @Get(':token')
  @Public()
  async show(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    await this.answer(request, response, visit, token);
  }

  @Post(':token')
  @HttpCode(200)
  @Public()
  async act(
    @Param('token') token: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    const switched = wantsPage(request) ? switchedVisit(body, request, response) : null;
    if (switched !== null) {
      await this.answer(request, response, switched, token, commentOf(body));
      return;
    }
    const given = readBy(answerBody, withoutEmptyComment(body));
    await this.acknowledgements.answerByLink(token, given);
    await this.answer(request, response, visit, token);
  }

  private async answer(
    request: Request,
    response: Response,
    visit: Visit,
    token: string,
    comment = '',
  ): Promise<void> {
    sealed(response);
    try {
      const view = await this.acknowledgements.view(token);
      const { deliveryId: id, actor } = await this.acknowledgements.readerOf(token);
      const label = tlp.catch('RED').parse(view.tlp);
      await this.reads.tellOfLink(actor, request.ip, { kind: 'delivery', id, label });
      if (wantsPage(request)) sendPage(response, visit, ackPage(visit, view, comment));
      else response.json(view);
    } catch (error) {
      if (!(error instanceof NotificationFault) || !wantsPage(request)) throw error;
      const body = html`<p>${refusalWords(visit, error)}</p>`;
      const title = visit.say('accountLinks.deadTitle');
      sendPage(response, visit, { title, body, isPrivate: true }, 404);
    }
  }
}

/** A form sends an empty field where nothing was written. */
function withoutEmptyComment(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return {};
  const { comment, ...rest } = body as Record<string, unknown>;
  return comment === '' || comment === undefined ? rest : { ...rest, comment };
}

/** What was typed when the page was asked for in another language. */
function commentOf(body: unknown): string {
  const { comment } = Object(body) as Record<string, unknown>;
  return typeof comment === 'string' ? comment : '';
}
