import { Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { ReportSubmission } from '#libs/contracts';
import { IncidentFault, Proofs } from '#libs/incidents';
import type { ProofView } from '#libs/incidents';
import { Public } from './access.guard.ts';
import { html, page, tlpMark } from './html.ts';
import type { Html } from './html.ts';
import { RequestRefused } from './problem.ts';
import { PublicGate } from './public-gate.ts';

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
  async show(@Param('secret') secret: string, @Res() response: Response): Promise<void> {
    await this.answer(response, () => this.proofs.look(secret));
  }

  @Post(':secret')
  @HttpCode(200)
  @Public()
  async prove(@Param('secret') secret: string, @Res() response: Response): Promise<void> {
    await this.answer(response, () => this.proofs.prove(secret));
  }

  private async answer(response: Response, work: () => Promise<ProofView>): Promise<void> {
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }).type('html');
    try {
      const view = await this.gate.pass('link', work);
      response.send(view.provenAt === null ? askPage(view) : provenPage(view));
    } catch (error) {
      if (error instanceof IncidentFault && error.code === 'public_report.link_unknown')
        response.status(404).send(page('This link is not open', html`<p>${error.message}</p>`));
      else if (error instanceof RequestRefused)
        response
          .status(error.status)
          .set(error.headers)
          .send(page('Please try again in a moment', html`<p role="alert">${TRY_AGAIN}</p>`));
      else throw error;
    }
  }
}

const TRY_AGAIN =
  'Many people use this service right now. Your report is stored; open the link again in a moment.';

const askPage = ({ number, receivedAt, sha256, content, reporter }: ProofView): string =>
  page(
    `Confirm report ${number}`,
    html`<p>
        <strong>Did you send this? Then press the button below. A responder reads it after that.</strong>
      </p>
      ${content === null ? '' : contentOf(content)}
      <dl>
        <dt>Sent by</dt>
        <dd>${[reporter?.name, reporter?.organisation, reporter?.email].filter(Boolean).join(', ')}</dd>
        <dt>Received</dt>
        <dd>${secondsOf(receivedAt)}</dd>
        <dt>SHA-256</dt>
        <dd><code>${sha256}</code></dd>
      </dl>
      <form method="post">
        <button>Yes, I sent this report</button>
      </form>
      <p>If it was not you, close this page. Nothing will happen.</p>`,
  );

const contentOf = (content: ReportSubmission): Html =>
  html`<p>${tlpMark(content.tlp)}</p>
    <dl>
      <dt>What</dt>
      <dd>${content.summary}</dd>
      ${content.description === '' ? '' : entry('Seen', html`<span class="typed">${content.description}</span>`)}
      ${content.resources.length === 0 ? '' : entry('About', html`${content.resources.map(({ type, value }) => `${type} ${value}`).join(', ')}`)}
      ${content.occurredAt === undefined ? '' : entry('Since', html`${secondsOf(new Date(content.occurredAt))}`)}
      ${content.ongoing === undefined ? '' : entry('Still going on', html`${content.ongoing ? 'yes' : 'no'}`)}
    </dl>`;

const entry = (name: string, value: Html): Html =>
  html`<dt>${name}</dt>
    <dd>${value}</dd>`;

const provenPage = ({ number, sha256, provenAt, receivedAt }: ProofView): string =>
  page(
    'Thank you, your report is confirmed',
    html`<p role="status"><strong>The responders have it. There is nothing more to do here.</strong></p>
      <dl>
        <dt>Report</dt>
        <dd>${number}</dd>
        <dt>Received</dt>
        <dd>${secondsOf(receivedAt)}</dd>
        <dt>Confirmed</dt>
        <dd>${provenAt === null ? '' : secondsOf(provenAt)}</dd>
        <dt>SHA-256</dt>
        <dd><code>${sha256}</code></dd>
      </dl>
      <p>A receipt goes to your mail address. We write to you there if something is not clear.</p>`,
  );

const secondsOf = (at: Date): string => `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
