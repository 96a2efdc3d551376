import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { OperatorAnswer } from '#libs/contracts';
import type { LinkView } from '#libs/notifications';
import { Acknowledgements, NotificationFault } from '#libs/notifications';
import { Public } from './access.guard.ts';
import { html, page, tlpMark } from './html.ts';
import type { Html } from './html.ts';
import { answerBody } from './notifications.controller.ts';
import { readBy } from './problem.ts';

const BUTTONS: [OperatorAnswer, string][] = [
  ['seen', 'We have seen this and are looking at it'],
  ['affected', 'Yes, we are affected'],
  ['not_affected', 'No, we are not affected'],
  ['mitigating', 'We are affected and are fixing it'],
  ['recovered', 'It is fixed at our side'],
];
const WORDS = new Map<string, string>([...BUTTONS, ['investigating', 'We are looking at it']]);

/**
 * The page behind the link of a notice. Mail scanners open links, so opening it changes nothing: a person presses a button.
 * The link is the secret; it names no account, and shows what its mail said and no more.
 */
@ApiTags('acknowledgement')
@Controller(['ack', 'api/v1/ack'])
export class AckController {
  constructor(private readonly acknowledgements: Acknowledgements) {}

  @Get(':token')
  @Public()
  async show(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.answer(request, response, token);
  }

  @Post(':token')
  @HttpCode(200)
  @Public()
  async act(
    @Param('token') token: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const given = readBy(answerBody, withoutEmptyComment(body));
    await this.acknowledgements.answerByLink(token, given);
    await this.answer(request, response, token);
  }

  private async answer(request: Request, response: Response, token: string): Promise<void> {
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    try {
      const view = await this.acknowledgements.view(token);
      if (request.accepts(['html', 'json']) === 'json') response.json(view);
      else response.type('html').send(ackPage(view));
    } catch (error) {
      if (!(error instanceof NotificationFault) || request.accepts(['html', 'json']) === 'json') throw error;
      response
        .status(404)
        .type('html')
        .send(page('This link is not known', html`<p>${error.message}</p>`));
    }
  }
}

/** A form sends an empty field where nothing was written. */
function withoutEmptyComment(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return {};
  const { comment, ...rest } = body as Record<string, unknown>;
  return comment === '' || comment === undefined ? rest : { ...rest, comment };
}

function ackPage(view: LinkView): string {
  const last = view.answers.at(-1);
  return page(
    `Incident #${view.incidentNumber}`,
    html`${view.exercise ? html`<p class="exercise">EXERCISE: no real incident.</p>` : ''}
      <p>${tlpMark(view.tlp)}</p>
      ${view.withheld === null ? facts(view) : html`<p>${view.withheld}</p>`}
      ${last === undefined ? html`<p>Nothing has been answered by this link yet. How is it with you?</p>` : answered(view)}
      <form method="post">
        <label
          >A word to the responders, if you like (optional)
          <textarea name="comment" rows="2" maxlength="4000"></textarea>
        </label>
        ${BUTTONS.map(([answer, words]) => html`<button name="answer" value="${answer}">${words}</button>`)}
      </form>
      <p>
        Press one. You can come back and press another when things change; each answer is kept with its time.
      </p>`,
  );
}

function facts(view: LinkView): Html {
  return html`<dl>
    <dt>What</dt>
    <dd>${view.kindTitle}</dd>
    <dt>Severity</dt>
    <dd>${view.severity}</dd>
    <dt>Since</dt>
    <dd>${view.since}</dd>
    <dt>Asked of</dt>
    <dd>${view.operatorName}</dd>
    <dt>Your TLDs</dt>
    <dd>${view.tlds}</dd>
  </dl>`;
}

function answered(view: LinkView): Html {
  return html`<p role="status"><strong>Thank you. The responders have your answer.</strong></p>
    <ul>
      ${view.answers.map(({ answer, at }) => html`<li>${at.replace('T', ' ').slice(0, 19)} UTC: ${WORDS.get(answer) ?? answer}</li>`)}
    </ul>`;
}
