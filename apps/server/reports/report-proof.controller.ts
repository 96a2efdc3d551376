import { Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { IncidentFault, Proofs } from '#libs/incidents';
import type { ProofView } from '#libs/incidents';
import { Public } from '../http/access.guard.ts';
import { sendPage } from '../pages/frame.ts';
import { html } from '../pages/html.ts';
import { sealed } from '../pages/link-pages.ts';
import { RequestRefused } from '../http/problem.ts';
import { PublicGate } from '../http/public-gate.ts';
import { refusalWords } from '../pages/refusal-words.ts';
import { askPage, provenPage } from './form/proof-page.ts';
import { Visitor } from '../pages/visit.ts';
import type { Visit } from '../pages/visit.ts';

/**
 * The page behind the link that is mailed to whoever reports without an account. Mail scanners open links, so opening it
 * changes nothing: a person presses the button.
 */
@ApiTags('public reports')
@Controller('report-proof')
export class ReportProofController {
  constructor(
    private readonly proofs: Proofs,
    private readonly gate: PublicGate,
  ) {}

  @Get(':secret')
  @Public()
  async show(
    @Param('secret') secret: string,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    await this.answer(response, visit, () => this.proofs.look(secret));
  }

  @Post(':secret')
  @HttpCode(200)
  @Public()
  async prove(
    @Param('secret') secret: string,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    await this.answer(response, visit, () => this.proofs.prove(secret, visit.language));
  }

  private async answer(response: Response, visit: Visit, work: () => Promise<ProofView>): Promise<void> {
    sealed(response);
    try {
      const view = await this.gate.pass('link', work);
      sendPage(response, visit, view.provenAt === null ? askPage(visit, view) : provenPage(visit, view));
    } catch (error) {
      if (error instanceof IncidentFault && error.code === 'public_report.link_unknown') {
        const body = html`<p>${refusalWords(visit, error)}</p>`;
        sendPage(response, visit, { title: visit.say('accountLinks.deadTitle'), body, isPrivate: true }, 404);
      } else if (error instanceof RequestRefused) {
        const body = html`<p role="alert">${visit.say('proof.again')}</p>`;
        response.set(error.headers);
        sendPage(
          response,
          visit,
          { title: visit.say('proof.againTitle'), body, isPrivate: true },
          error.status,
        );
      } else throw error;
    }
  }
}
