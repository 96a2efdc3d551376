import { Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { DrillAnswers, DrillFault } from '#libs/notifications';
import type { DrillCall } from '#libs/notifications';
import { Public } from '../http/access.guard.ts';
import { sendPage } from '../pages/frame.ts';
import type { Page } from '../pages/frame.ts';
import { html } from '../pages/html.ts';
import { sealed } from '../pages/link-pages.ts';
import { PublicGate } from '../http/public-gate.ts';
import { refusalWords } from '../pages/refusal-words.ts';
import { Visitor } from '../pages/visit.ts';
import type { Visit } from '../pages/visit.ts';

/** The page behind the link of a drill. Mail scanners open links, so opening it changes nothing: a person presses the button. */
@ApiTags('drills')
@Controller('drill')
export class DrillLinkController {
  constructor(
    private readonly answers: DrillAnswers,
    private readonly gate: PublicGate,
  ) {}

  @Get(':token')
  @Public()
  async show(
    @Param('token') token: string,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    await this.answer(response, visit, () => this.answers.view(token));
  }

  @Post(':token')
  @HttpCode(200)
  @Public()
  async act(
    @Param('token') token: string,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    await this.answer(response, visit, () => this.answers.answer(token));
  }

  private async answer(response: Response, visit: Visit, work: () => Promise<DrillCall>): Promise<void> {
    sealed(response);
    try {
      sendPage(response, visit, callPage(visit, await this.gate.pass('link', work)));
    } catch (error) {
      if (!(error instanceof DrillFault)) throw error;
      const body = html`<p>${refusalWords(visit, error)}</p>`;
      const status = error.code === 'drill.over' ? 409 : 404;
      sendPage(response, visit, { title: visit.say('drill.title'), body, isPrivate: true }, status);
    }
  }
}

function callPage({ say }: Visit, call: DrillCall): Page {
  const title = say('drill.title');
  if (call.answeredAt !== null)
    return {
      title,
      isPrivate: true,
      body: html`<p role="status"><strong>${say('drill.thanks')}</strong></p>
        <p>${say('drill.answered', { at: minuteOf(call.answeredAt) })}</p>`,
    };
  if (call.isOver) return { title, isPrivate: true, body: html`<p role="status">${say('drill.over')}</p>` };
  return {
    title,
    isPrivate: true,
    body: html`<p class="exercise">${say('ack.exercise')}</p>
      <p>${say('drill.ask', { operator: call.operatorName })}</p>
      ${call.note === '' ? '' : html`<p class="note">${call.note}</p>`}
      <form method="post"><button class="first">${say('drill.here')}</button></form>
      <p class="hint">${say('drill.until', { at: minuteOf(call.answerBy) })}</p>`,
  };
}

const minuteOf = (at: string): string => `${at.replace('T', ' ').slice(0, 16)} UTC`;
