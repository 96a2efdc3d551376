import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { changePageView, ContactChanges, OperatorsFault } from '#libs/operators';
import { Public } from '../http/access.guard.ts';
import { sendPage } from '../pages/frame.ts';
import { html } from '../pages/html.ts';
import type { Html } from '../pages/html.ts';
import { sealed, wantsPage } from '../pages/link-pages.ts';
import { readBy, schemaOf } from '../http/problem.ts';
import { refusalWords } from '../pages/refusal-words.ts';
import { Visitor } from '../pages/visit.ts';
import type { Visit } from '../pages/visit.ts';

const answerBody = z.strictObject({ answer: z.enum(['confirm', 'refuse']) });

/**
 * The page behind the link that asks another contact whether a change is right. Mail scanners open links, so opening it
 * changes nothing: a person presses a button. The link is the secret, and good once.
 */
@ApiTags('directory')
@Controller('contact-change')
export class ContactChangeLinkController {
  constructor(private readonly changes: ContactChanges) {}

  @Get(':secret')
  @Public()
  async show(
    @Param('secret') secret: string,
    @Req() request: Request,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    await this.answer(request, response, visit, async () => {
      const { change, operatorName } = await this.changes.byLink(secret);
      const view = changePageView(change, operatorName);
      return {
        view,
        title: visit.say('contactChange.title', { operator: operatorName }),
        body: askForm(visit, view),
      };
    });
  }

  @Post(':secret')
  @HttpCode(200)
  @Public()
  @ApiBody({ schema: schemaOf(answerBody) })
  async act(
    @Param('secret') secret: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    await this.answer(request, response, visit, async () => {
      await this.changes.byLink(secret);
      const { answer } = readBy(answerBody, body ?? {});
      const { state, endedWhy } = await this.changes.answerByLink(secret, answer);
      const said =
        answer === 'refuse' ? visit.say('contactChange.refused') : doneWords(visit, state, endedWhy);
      const title = visit.say('contactChange.thanks');
      return { view: { state, endedWhy }, title, body: html`<p role="status">${said}</p>` };
    });
  }

  private async answer(
    request: Request,
    response: Response,
    visit: Visit,
    act: () => Promise<{ view: unknown; title: Html; body: Html }>,
  ): Promise<void> {
    sealed(response);
    try {
      const { view, title, body } = await act();
      if (wantsPage(request)) sendPage(response, visit, { title, body, isPrivate: true });
      else response.json(view);
    } catch (error) {
      if (!(error instanceof OperatorsFault) || !wantsPage(request)) throw error;
      const body = html`<p>${refusalWords(visit, error)}</p>`;
      const title = visit.say('contactChange.deadTitle');
      const status = error.code === 'contact_change.held' ? 409 : 404;
      sendPage(response, visit, { title, body, isPrivate: true }, status);
    }
  }
}

/** Why it ended otherwise is told in the words of the room. */
const doneWords = ({ say }: Visit, state: string, endedWhy: string | null): Html =>
  state === 'applied' || endedWhy === null
    ? say('contactChange.done')
    : html`<span lang="en">${endedWhy}</span>`;

function askForm({ say }: Visit, view: ReturnType<typeof changePageView>): Html {
  return html`<p>${say('contactChange.what', { operator: html`<strong>${view.operatorName}</strong>` })}</p>
    <dl>
      <dt>${say('contactChange.contact')}</dt>
      <dd>${view.contact}</dd>
      <dt>${say('contactChange.askedBy')}</dt>
      <dd>${view.askedBy}</dd>
      <dt>${say('contactChange.askedAt')}</dt>
      <dd>${view.askedAt.replace('T', ' ').slice(0, 19)} UTC</dd>
      <dt>${say('contactChange.wouldChange')}</dt>
      ${view.lines.map((line) => html`<dd>${line}</dd>`)}
    </dl>
    <form method="post" class="answers">
      <button name="answer" value="confirm">${say('contactChange.confirm')}</button>
      <button name="answer" value="refuse">${say('contactChange.refuse')}</button>
    </form>
    <p>${say('contactChange.unknown')}</p>`;
}
