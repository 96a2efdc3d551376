import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { AccessFault, People } from '#libs/access';
import { mailAddress, singleLine } from '#libs/contracts';
import { Public } from '../http/access.guard.ts';
import { sendPage } from '../pages/frame.ts';
import type { Page } from '../pages/frame.ts';
import { html } from '../pages/html.ts';
import type { Html } from '../pages/html.ts';
import { faultLines, faultsOf, newPasswordField, sealed } from '../pages/link-pages.ts';
import { Visitor } from '../pages/visit.ts';
import type { Visit } from '../pages/visit.ts';

const form = z.strictObject({
  email: mailAddress,
  name: singleLine(1, 100),
  password: z.string().min(10, 'must have at least 10 characters').max(1_000),
});

/** The page behind the one-time link that a first start prints: whoever holds it becomes the first lead. */
@ApiTags('first lead')
@Controller('first-lead')
export class FirstLeadController {
  constructor(private readonly people: People) {}

  @Get(':secret')
  @Public()
  async show(
    @Param('secret') secret: string,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    const isOpen = await this.people.isFirstLeadLinkOpen(secret);
    if (isOpen) sendPage(sealed(response), visit, askPage(visit, []));
    else sendPage(sealed(response), visit, usedPage(visit), 404);
  }

  @Post(':secret')
  @HttpCode(200)
  @Public()
  async act(
    @Param('secret') secret: string,
    @Body() body: unknown,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    sealed(response);
    const read = form.safeParse(body ?? {});
    if (!read.success) {
      sendPage(response, visit, askPage(visit, faultLines(visit, form, body)), 400);
      return;
    }
    try {
      const { email, name, password } = read.data;
      await this.people.becomeFirstLead(secret, email, name, password);
      sendPage(response, visit, donePage(visit, email));
    } catch (error) {
      if (!(error instanceof AccessFault)) throw error;
      sendPage(response, visit, usedPage(visit), 404);
    }
  }
}

const askPage = (visit: Visit, faults: Html[]): Page => ({
  title: visit.say('accountLinks.firstLeadTitle'),
  isPrivate: true,
  body: html`${faultsOf(faults)}
    <form method="post">
      <label
        >${visit.say('accountLinks.email')}
        <input type="email" name="email" autocomplete="username" required maxlength="254"
      /></label>
      <label
        >${visit.say('accountLinks.name')} <input name="name" autocomplete="name" required maxlength="100"
      /></label>
      ${newPasswordField(visit)}
      <button class="first">${visit.say('accountLinks.firstLeadTitle')}</button>
    </form>`,
});

const usedPage = ({ say }: Visit): Page => ({
  title: say('accountLinks.deadTitle'),
  isPrivate: true,
  body: html`<p>${say('accountLinks.firstLeadUsed')}</p>`,
});

const donePage = ({ say }: Visit, email: string): Page => ({
  title: say('accountLinks.firstLeadDone'),
  isPrivate: true,
  body: html`<h2>${say('accountLinks.firstLeadNext')}</h2>
    <ol>
      <li>
        ${say('accountLinks.firstLeadSignIn', {
          email,
          signIn: html`<a href="/sign-in?next=/console/account">${say('accountLinks.signIn')}</a>`,
        })}
      </li>
      <li>${say('accountLinks.firstLeadZone', { command: command('rootzone import root.zone') })}</li>
      <li>
        ${say('accountLinks.firstLeadDirectory', { command: command('operators import operators.json') })}
      </li>
      <li>${say('accountLinks.firstLeadPeople')}</li>
      <li>
        ${say('accountLinks.firstLeadToken', {
          command: command(`token create --email ${email} --name first`),
        })}
      </li>
      <li>${say('accountLinks.firstLeadHealth')}</li>
    </ol>`,
});

const command = (verb: string): Html => html`<code class="command">npm run -s dnscert -- ${verb}</code>`;
