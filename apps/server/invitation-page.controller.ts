import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { acceptance } from '#libs/contracts';
import type { OpenInvitation } from '#libs/access';
import { Invitations } from '#libs/access';
import { Public } from './access.guard.ts';
import { html, page } from './html.ts';
import { faultsOf, newPasswordField, sealed, sendDeadLink, wantsPage } from './link-pages.ts';
import { faultLines, readBy, schemaOf } from './problem.ts';

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
  ): Promise<void> {
    sealed(response);
    try {
      const invitation = await this.invitations.open(secret);
      if (wantsPage(request)) response.type('html').send(formPage(invitation, []));
      else response.json(openView(invitation));
    } catch (error) {
      sendDeadLink(request, response, error);
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
  ): Promise<void> {
    sealed(response);
    try {
      const invitation = await this.invitations.open(secret);
      const faults = wantsPage(request) ? faultLines(acceptance, body) : [];
      if (faults.length > 0) {
        response.status(400).type('html').send(formPage(invitation, faults));
        return;
      }
      const user = await this.invitations.accept(secret, readBy(acceptance, body), request.ip);
      if (wantsPage(request)) response.type('html').send(welcomePage(user.email));
      else response.json({ id: user.id, email: user.email, name: user.name, role: user.role });
    } catch (error) {
      sendDeadLink(request, response, error);
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

function formPage({ email, name, role, operatorName }: OpenInvitation, faults: string[]): string {
  return page(
    'Your invitation to DNS-CERT',
    html`${faultsOf(faults)}
      <dl>
        <dt>Mail address</dt>
        <dd>${email}</dd>
        <dt>Role</dt>
        <dd>${role}</dd>
        ${
          operatorName === null
            ? ''
            : html`<dt>Operator</dt>
                <dd>${operatorName}</dd>`
        }
      </dl>
      <form method="post">
        <label
          >Name, as the record shows it
          <input name="name" autocomplete="name" required maxlength="100" value="${name ?? ''}"
        /></label>
        ${newPasswordField}
        <button>Open my account</button>
      </form>`,
  );
}

const welcomePage = (email: string) =>
  page(
    'Your account is open',
    html`<p>You sign in with ${email} and the password you chose.</p>
      <p><a href="/sign-in">Sign in</a></p>`,
  );
