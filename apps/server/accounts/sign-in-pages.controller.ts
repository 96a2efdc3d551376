import { readFileSync } from 'node:fs';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Config } from '#config/config';
import { Public } from '../http/access.guard.ts';
import { providerName } from '../process/access-settings.ts';
import { sendPage } from '../pages/frame.ts';
import { nextPath } from '../pages/next-path.ts';
import { CONFIG } from '../process/settings.ts';
import { signInPage } from './sign-in-page.ts';
import { Visitor } from '../pages/visit.ts';
import type { Visit } from '../pages/visit.ts';

const script = (name: string) => readFileSync(new URL(`../pages/scripts/${name}`, import.meta.url), 'utf8');
const SCRIPTS = { browser: script('browser.js'), signIn: script('sign-in.js') };

/** Signing in is a light page of its own: it must work before anything else does. What one is then is for the console. */
@ApiTags('pages')
@Controller()
export class SignInPagesController {
  private readonly provider: string | null;

  constructor(@Inject(CONFIG) config: Config) {
    this.provider = providerName(config);
  }

  /** `?next=` is where one goes on to, a page of ours. */
  @Get('sign-in')
  @Public()
  signIn(@Query('next') asked: unknown, @Res() response: Response, @Visitor() visit: Visit): void {
    const next = nextPath(asked);
    sendPage(response, visit, {
      title: visit.say('signIn.title'),
      body: signInPage(visit, { provider: this.provider, next }),
      query: { next },
      isPrivate: true,
      script: '/sign-in.js',
    });
  }

  /** As it was called before there was a console. */
  @Get('account')
  @Public()
  account(@Res() response: Response): void {
    response.redirect(302, '/console/account');
  }

  @Get('browser.js')
  @Public()
  browserScript(@Res() response: Response): void {
    sendScript(response, SCRIPTS.browser);
  }

  @Get('sign-in.js')
  @Public()
  signInScript(@Res() response: Response): void {
    sendScript(response, SCRIPTS.signIn);
  }
}

/** Asked for again each time, by its ETag: page and script must be of the same build. */
function sendScript(response: Response, text: string): void {
  response.type('js').set('Cache-Control', 'no-cache').send(text);
}
