import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { mailAddress, newSubscription } from '#libs/contracts';
import { Archive, Joining, ListFault, Lists } from '#libs/notifications';
import type { Notification, OwnSubscription } from '#libs/notifications';
import { Public } from '../http/access.guard.ts';
import { sendPage } from '../pages/frame.ts';
import type { Page } from '../pages/frame.ts';
import { html } from '../pages/html.ts';
import type { Html } from '../pages/html.ts';
import { faultLines, faultsOf, sealed } from '../pages/link-pages.ts';
import { readBy } from '../http/problem.ts';
import { PublicGate } from '../http/public-gate.ts';
import { refusalWords } from '../pages/refusal-words.ts';
import { Visitor } from '../pages/visit.ts';
import type { Visit } from '../pages/visit.ts';

/** Alerts on the page of an open list. */
const SHOWN = 10;

const joinForm = z.strictObject({ email: mailAddress });

/** Joining an open list and leaving any, without an account and without a script. Opening a link changes nothing: its button does. */
@ApiTags('lists')
@Controller()
export class ListPagesController {
  constructor(
    private readonly lists: Lists,
    private readonly joining: Joining,
    private readonly archive: Archive,
    private readonly gate: PublicGate,
  ) {}

  @Get('lists/:slug')
  @Public()
  async form(@Param('slug') slug: string, @Res() response: Response, @Visitor() visit: Visit): Promise<void> {
    const list = await this.gate.pass('form', () => this.lists.open(slug));
    sendPage(response, visit, joinPage(visit, list, await this.archive.published(list, SHOWN), []));
  }

  @Post('lists/:slug')
  @HttpCode(200)
  @Public()
  async ask(
    @Param('slug') slug: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    const list = await this.gate.pass('form', () => this.lists.open(slug));
    const faults = faultLines(visit, joinForm, body);
    if (faults.length > 0) {
      sendPage(response, visit, joinPage(visit, list, [], faults), 400);
      return;
    }
    const { email } = readBy(joinForm, body);
    const given = newSubscription.parse({ email, language: visit.language });
    await this.gate.pass('form', () => this.joining.ask(slug, given, request.ip));
    sendPage(response, visit, askedPage(visit));
  }

  @Get('list-confirm/:secret')
  @Public()
  async confirmation(
    @Param('secret') secret: string,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    await this.answer(response, visit, confirmPage, () => this.joining.look(secret));
  }

  @Post('list-confirm/:secret')
  @HttpCode(200)
  @Public()
  async confirm(
    @Param('secret') secret: string,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    await this.answer(response, visit, confirmPage, () => this.joining.confirm(secret));
  }

  @Get('unsubscribe/:token')
  @Public()
  async leaving(
    @Param('token') token: string,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    await this.answer(response, visit, leavePage, () => this.joining.lookBeforeLeaving(token));
  }

  /** The button, and the one click of a mail program (RFC 8058), which sends no cookie and follows nothing. */
  @Post('unsubscribe/:token')
  @HttpCode(200)
  @Public()
  async leave(
    @Param('token') token: string,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    await this.answer(response, visit, leavePage, () => this.joining.leave(token));
  }

  private async answer(
    response: Response,
    visit: Visit,
    page: (visit: Visit, own: OwnSubscription) => Page,
    work: () => Promise<OwnSubscription>,
  ): Promise<void> {
    sealed(response);
    try {
      sendPage(response, visit, page(visit, await this.gate.pass('link', work)));
    } catch (error) {
      if (!(error instanceof ListFault && error.code === 'subscription.link_invalid')) throw error;
      const body = html`<p>${refusalWords(visit, error)}</p>`;
      sendPage(response, visit, { title: visit.say('accountLinks.deadTitle'), body, isPrivate: true }, 404);
    }
  }
}

const joinPage = (
  { say }: Visit,
  { name, description }: { name: string; description: string },
  posted: Notification[],
  faults: Html[],
): Page => ({
  title: say('lists.joinTitle', { name }),
  body: html`${faultsOf(faults)}
    <p class="lead">${description}</p>
    <p>${say('lists.joinAsk')}</p>
    <form method="post">
      <label
        >${say('lists.email')} <input type="email" name="email" autocomplete="email" required maxlength="254"
      /></label>
      <button class="first">${say('lists.join')}</button>
    </form>
    ${posted.length === 0 ? '' : html`<h2>${say('lists.posted')}</h2>`} ${posted.map(postedOf)}`,
});

const postedOf = ({ subject, body, decidedAt, createdAt }: Notification): Html => {
  const at = (decidedAt ?? createdAt).toISOString();
  return html`<article>
    <p class="hint meta">
      <time datetime="${at}">${at.slice(0, 16).replace('T', ' ')} UTC</time>
    </p>
    <h3>${subject ?? ''}</h3>
    <p class="typed">${body ?? ''}</p>
  </article>`;
};

const askedPage = ({ say }: Visit): Page => ({
  title: say('lists.askedTitle'),
  body: html`<p role="status">${say('lists.asked')}</p>`,
});

const confirmPage = ({ say }: Visit, { list: { name, description }, email, waits }: OwnSubscription): Page =>
  waits
    ? {
        title: say('lists.confirmTitle', { name }),
        isPrivate: true,
        body: html`<p class="lead">${description}</p>
          <p>${say('lists.confirmAsk')}</p>
          <form method="post"><button class="first">${say('lists.confirm')}</button></form>
          <p>${say('lists.notYou')}</p>`,
      }
    : donePage(say('lists.confirmedTitle', { name }), say('lists.confirmed', { email }));

const leavePage = ({ say }: Visit, { list: { name }, email, state }: OwnSubscription): Page =>
  state === 'left' || state === 'ended'
    ? donePage(say('lists.leftTitle', { name }), say('lists.left', { email }))
    : {
        title: say('lists.leaveTitle', { name }),
        isPrivate: true,
        body: html`<p>${say('lists.leaveAsk', { email })}</p>
          <form method="post"><button class="first">${say('lists.leave')}</button></form>`,
      };

const donePage = (title: Html, words: Html): Page => ({
  title,
  isPrivate: true,
  body: html`<p role="status">${words}</p>`,
});
