import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { acceptance } from '#libs/contracts';
import type { OpenInvitation } from '#libs/access';
import { Invitations } from '#libs/access';
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
import { Visitor } from '../pages/visit.ts';
import type { Visit } from '../pages/visit.ts';

/**
 * Behind the link of an invitation, a page for people and JSON for programs. Mail scanners open links, so opening it changes
 * nothing: whoever sends the form has an account.
 */
@ApiTags('people')
@Controller('invitation')
export class InvitationPageController {
  constructor(private readonly invitations: Invitations) {}

  @Get(':secret')
  @Public()
  async show(
    @Param('secret') secret: string,
    @Req() request: Request,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    sealed(response);
    try {
      const invitation = await this.invitations.open(secret);
      if (wantsPage(request)) sendPage(response, visit, formPage(visit, invitation, []));
      else response.json(openView(invitation));
    } catch (error) {
      sendDeadLink(request, response, visit, error);
    }
  }

  @Post(':secret')
  @HttpCode(200)
  @Public()
  @ApiBody({ schema: schemaOf(acceptance) })
  async accept(
    @Param('secret') secret: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    sealed(response);
    try {
      const invitation = await this.invitations.open(secret);
      const faults = wantsPage(request) ? faultLines(visit, acceptance, body) : [];
      if (faults.length > 0) {
        sendPage(response, visit, formPage(visit, invitation, faults), 400);
        return;
      }
      const user = await this.invitations.accept(secret, readBy(acceptance, body), request.ip);
      if (wantsPage(request)) sendPage(response, visit, welcomePage(visit, user.email));
      else response.json({ id: user.id, email: user.email, name: user.name, role: user.role });
    } catch (error) {
      sendDeadLink(request, response, visit, error);
    }
  }
}

const openView = (invitation: OpenInvitation) => ({
  email: invitation.email,
  name: invitation.name,
  role: invitation.role,
  operatorName: invitation.operatorName,
  expiresAt: invitation.expiresAt,
});

function formPage(visit: Visit, { email, name, role, operatorName }: OpenInvitation, faults: Html[]): Page {
  const { say } = visit;
  return {
    title: say('accountLinks.invitationTitle'),
    isPrivate: true,
    body: html`${faultsOf(faults)}
      <dl>
        <dt>${say('accountLinks.email')}</dt>
        <dd>${email}</dd>
        <dt>${say('accountLinks.role')}</dt>
        <dd>${say(`accountLinks.role.${role}`)}</dd>
        ${
          operatorName === null
            ? ''
            : html`<dt>${say('accountLinks.operator')}</dt>
                <dd>${operatorName}</dd>`
        }
      </dl>
      <form method="post">
        <label
          >${say('accountLinks.name')}
          <input name="name" autocomplete="name" required maxlength="100" value="${name ?? ''}"
        /></label>
        ${newPasswordField(visit)}
        <button class="first">${say('accountLinks.openAccount')}</button>
      </form>`,
  };
}

const welcomePage = ({ say }: Visit, email: string): Page => ({
  title: say('accountLinks.welcomeTitle'),
  isPrivate: true,
  body: html`<p>${say('accountLinks.welcome', { email })}</p>
    <p><a class="button first" href="/sign-in">${say('accountLinks.signIn')}</a></p>`,
});
