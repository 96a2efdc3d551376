import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { changePageView, ContactChanges, OperatorsFault } from '#libs/operators';
import { Public } from './access.guard.ts';
import { html, page } from './html.ts';
import type { Html } from './html.ts';
import { readBy, schemaOf } from './problem.ts';

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
  ): Promise<void> {
    await this.answer(request, response, async () => {
      const { change, operatorName } = await this.changes.byLink(secret);
      const view = changePageView(change, operatorName);
      return { view, title: `Is this right? ${operatorName}`, body: askForm(view) };
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
  ): Promise<void> {
    await this.answer(request, response, async () => {
      await this.changes.byLink(secret);
      const { answer } = readBy(answerBody, body ?? {});
      const { state, endedWhy } = await this.changes.answerByLink(secret, answer);
      const said = answer === 'refuse' ? REFUSED : state === 'applied' ? DONE : (endedWhy ?? DONE);
      return { view: { state, endedWhy }, title: 'Thank you', body: html`<p role="status">${said}</p>` };
    });
  }

  private async answer(
    request: Request,
    response: Response,
    act: () => Promise<{ view: unknown; title: string; body: Html }>,
  ): Promise<void> {
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    const isForProgram = request.accepts(['html', 'json']) === 'json';
    try {
      const { view, title, body } = await act();
      if (isForProgram) response.json(view);
      else response.type('html').send(page(title, body));
    } catch (error) {
      if (!(error instanceof OperatorsFault) || isForProgram) throw error;
      response
        .status(error.code === 'contact_change.held' ? 409 : 404)
        .type('html')
        .send(page('This link does nothing now', html`<p>${error.message}</p>`));
    }
  }
}

const DONE = 'It is changed. Everybody who was a contact before is told by mail.';
const REFUSED =
  'It is refused, and nothing was changed. If you did not know of it, call DNS-CERT at a number you know from before.';

function askForm(view: ReturnType<typeof changePageView>): Html {
  return html`<p>
      Somebody asks DNS-CERT to change a contact of <strong>${view.operatorName}</strong>. It is done only if
      you confirm.
    </p>
    <dl>
      <dt>Contact</dt>
      <dd>${view.contact}</dd>
      <dt>Asked by</dt>
      <dd>${view.askedBy}</dd>
      <dt>Asked at</dt>
      <dd>${view.askedAt.replace('T', ' ').slice(0, 19)} UTC</dd>
      <dt>What would change</dt>
      ${view.lines.map((line) => html`<dd>${line}</dd>`)}
    </dl>
    <form method="post">
      <button name="answer" value="confirm">Yes, this is right: change it</button>
      <button name="answer" value="refuse">No, refuse it</button>
    </form>
    <p>If you do not know of this, refuse it and call DNS-CERT at a number you know from before.</p>`;
}
