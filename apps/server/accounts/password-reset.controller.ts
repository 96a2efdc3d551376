import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { passwordReset, passwordResetAsked } from '#libs/contracts';
import { AccessFault, PasswordResets } from '#libs/access';
import { Public } from '../http/access.guard.ts';
import { sendPage } from '../pages/frame.ts';
import type { Page } from '../pages/frame.ts';
import { html } from '../pages/html.ts';
import type { Html } from '../pages/html.ts';
import {
  faultLines,
  faultsOf,
  newPasswordField,
  sealed,
  sendDeadLink,
  wantsPage,
} from '../pages/link-pages.ts';
import { readBy, schemaOf } from '../http/problem.ts';
import { refusalWords } from '../pages/refusal-words.ts';
import { Visitor } from '../pages/visit.ts';
import type { Visit } from '../pages/visit.ts';
import { en } from '../words/en/index.ts';

/** For who has lost a password: asks, by page or API, and the page behind the link of the mail. */
@ApiTags('account')
@Controller()
export class PasswordResetController {
  constructor(private readonly resets: PasswordResets) {}

  /** The answer is the same for every address, and takes the same time. */
  @Post('api/v1/password-resets')
  @HttpCode(202)
  @Public()
  @ApiBody({ schema: schemaOf(passwordResetAsked) })
  async ask(@Body() body: unknown, @Req() request: Request): Promise<unknown> {
    const { email } = readBy(passwordResetAsked, body);
    await this.resets.ask(email, request.ip);
    return { detail: en.accountLinks.resetSent };
  }

  @Get('password-reset')
  @Public()
  showAsk(@Res() response: Response, @Visitor() visit: Visit): void {
    sendPage(response, visit, askPage(visit, []));
  }

  @Post('password-reset')
  @HttpCode(202)
  @Public()
  @ApiBody({ schema: schemaOf(passwordResetAsked) })
  async askByPage(
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    const faults = faultLines(visit, passwordResetAsked, body);
    if (faults.length > 0) {
      sendPage(response, visit, askPage(visit, faults), 400);
      return;
    }
    try {
      await this.resets.ask(readBy(passwordResetAsked, body).email, request.ip);
      sendPage(response, visit, sentPage(visit), 202);
    } catch (error) {
      if (!(error instanceof AccessFault)) throw error;
      const seconds = error.retryAfterSeconds ?? 60;
      response.set('Retry-After', String(seconds));
      sendPage(response, visit, askPage(visit, [refusalWords(visit, error, { seconds })]), 429);
    }
  }

  @Get('password-reset/:secret')
  @Public()
  async show(
    @Param('secret') secret: string,
    @Req() request: Request,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    sealed(response);
    try {
      await this.resets.assertOpen(secret);
      if (wantsPage(request)) sendPage(response, visit, choosePage(visit, []));
      else response.json({ open: true });
    } catch (error) {
      sendDeadLink(request, response, visit, error);
    }
  }

  @Post('password-reset/:secret')
  @HttpCode(200)
  @Public()
  @ApiBody({ schema: schemaOf(passwordReset) })
  async use(
    @Param('secret') secret: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    sealed(response);
    try {
      await this.resets.assertOpen(secret);
      const faults = wantsPage(request) ? faultLines(visit, passwordReset, body) : [];
      if (faults.length > 0) {
        sendPage(response, visit, choosePage(visit, faults), 400);
        return;
      }
      await this.resets.use(secret, readBy(passwordReset, body).password, request.ip);
      if (wantsPage(request)) sendPage(response, visit, donePage(visit));
      else response.json({ detail: 'The password is set. All sessions have ended.' });
    } catch (error) {
      sendDeadLink(request, response, visit, error);
    }
  }
}

const askPage = ({ say }: Visit, faults: Html[]): Page => ({
  title: say('accountLinks.resetTitle'),
  isPrivate: true,
  body: html`${faultsOf(faults)}
    <form method="post">
      <label
        >${say('accountLinks.resetEmail')}
        <input type="email" name="email" autocomplete="username" required maxlength="254"
      /></label>
      <button class="first">${say('accountLinks.resetSend')}</button>
    </form>`,
});

const sentPage = ({ say }: Visit): Page => ({
  title: say('accountLinks.resetSentTitle'),
  isPrivate: true,
  body: html`<p role="status">${say('accountLinks.resetSent')}</p>`,
});

const choosePage = (visit: Visit, faults: Html[]): Page => ({
  title: visit.say('accountLinks.chooseTitle'),
  isPrivate: true,
  body: html`${faultsOf(faults)}
    <form method="post">
      ${newPasswordField(visit)}
      <button class="first">${visit.say('accountLinks.choose')}</button>
    </form>
    <p class="dim">${visit.say('accountLinks.chooseWhat')}</p>`,
});

const donePage = ({ say }: Visit): Page => ({
  title: say('accountLinks.chosenTitle'),
  isPrivate: true,
  body: html`<p role="status">${say('accountLinks.chosen')}</p>
    <p><a class="button first" href="/sign-in">${say('accountLinks.signIn')}</a></p>`,
});
