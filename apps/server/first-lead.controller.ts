import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { AccessFault, People } from '#libs/access';
import { mailAddress, singleLine } from '#libs/contracts';
import { Public } from './access.guard.ts';
import { html, page } from './html.ts';
import type { Html } from './html.ts';

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
  async show(@Param('secret') secret: string, @Res() response: Response): Promise<void> {
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    if (await this.people.isFirstLeadLinkOpen(secret))
      response.type('html').send(page('Become the first lead', askForm([])));
    else
      response
        .status(404)
        .type('html')
        .send(
          page(
            'This link is not open',
            html`<p>It was used already or is too old. Restart the service for a new one.</p>`,
          ),
        );
  }

  @Post(':secret')
  @HttpCode(200)
  @Public()
  async act(
    @Param('secret') secret: string,
    @Body() body: unknown,
    @Res() response: Response,
  ): Promise<void> {
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }).type('html');
    const read = form.safeParse(body ?? {});
    if (!read.success) {
      const faults = read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
      response.status(400).send(page('Become the first lead', askForm(faults)));
      return;
    }
    try {
      const { email, name, password } = read.data;
      await this.people.becomeFirstLead(secret, email, name, password);
      response.send(
        page(
          'You are the first lead',
          html`<p>
            <a href="/sign-in">Sign in</a> with ${email} and your password, then add a passkey. Make a token
            for programs with <code>npm run -s dnscert -- token create --email ${email} --name first</code>.
          </p>`,
        ),
      );
    } catch (error) {
      if (!(error instanceof AccessFault)) throw error;
      response.status(404).send(page('This link is not open', html`<p>${error.message}</p>`));
    }
  }
}

function askForm(faults: string[]): Html {
  return html`${faults.length === 0 ? '' : html`<div class="error" role="alert">${faults.map((fault) => html`<p>${fault}</p>`)}</div>`}
    <form method="post">
      <label
        >Mail address <input type="email" name="email" autocomplete="username" required maxlength="254"
      /></label>
      <label>Name <input name="name" autocomplete="name" required maxlength="100" /></label>
      <label
        >Password, at least 10 characters
        <input type="password" name="password" autocomplete="new-password" required minlength="10"
      /></label>
      <button>Become the first lead</button>
    </form>`;
}
