import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { passwordReset, passwordResetAsked } from '#libs/contracts';
import { AccessFault, PasswordResets } from '#libs/access';
import { Public } from './access.guard.ts';
import { html, page } from './html.ts';
import { faultsOf, newPasswordField, sealed, sendDeadLink, wantsPage } from './link-pages.ts';
import { faultLines, readBy, schemaOf } from './problem.ts';

const ON_ITS_WAY =
  'If there is an account with this address, a link is on its way to it. It works for one hour. An account gets three in an hour at the most; those that came stay good.';

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
    return { detail: ON_ITS_WAY };
  }

  @Get('password-reset')
  @Public()
  showAsk(@Res() response: Response): void {
    response.type('html').send(askPage([]));
  }

  @Post('password-reset')
  @HttpCode(202)
  @Public()
  @ApiBody({ schema: schemaOf(passwordResetAsked) })
  async askByPage(@Body() body: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    response.type('html');
    const faults = faultLines(passwordResetAsked, body);
    if (faults.length > 0) {
      response.status(400).send(askPage(faults));
      return;
    }
    try {
      await this.resets.ask(readBy(passwordResetAsked, body).email, request.ip);
      response.send(page('Look into your mail', html`<p>${ON_ITS_WAY}</p>`));
    } catch (error) {
      if (!(error instanceof AccessFault)) throw error;
      response
        .status(429)
        .set('Retry-After', String(error.retryAfterSeconds ?? 60))
        .send(askPage([error.message]));
    }
  }

  @Get('password-reset/:secret')
  @Public()
  async show(
    @Param('secret') secret: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    sealed(response);
    try {
      await this.resets.assertOpen(secret);
      if (wantsPage(request)) response.type('html').send(choosePage([]));
      else response.json({ open: true });
    } catch (error) {
      sendDeadLink(request, response, error);
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
  ): Promise<void> {
    sealed(response);
    try {
      await this.resets.assertOpen(secret);
      const faults = wantsPage(request) ? faultLines(passwordReset, body) : [];
      if (faults.length > 0) {
        response.status(400).type('html').send(choosePage(faults));
        return;
      }
      await this.resets.use(secret, readBy(passwordReset, body).password, request.ip);
      if (wantsPage(request)) response.type('html').send(donePage);
      else response.json({ detail: 'The password is set. All sessions have ended.' });
    } catch (error) {
      sendDeadLink(request, response, error);
    }
  }
}

const askPage = (faults: string[]) =>
  page(
    'A new password',
    html`${faultsOf(faults)}
      <form method="post">
        <label
          >Mail address of your account
          <input type="email" name="email" autocomplete="username" required maxlength="254"
        /></label>
        <button>Mail me a link</button>
      </form>`,
  );

const choosePage = (faults: string[]) =>
  page(
    'Choose a new password',
    html`${faultsOf(faults)}
      <form method="post">
        ${newPasswordField}
        <button>Set the password</button>
      </form>
      <p>All your sessions end with it. Tokens for programs stay, and so does a second factor.</p>`,
  );

const donePage = page(
  'Your password is set',
  html`<p>All sessions have ended.</p>
    <p><a href="/sign-in">Sign in</a></p>`,
);
