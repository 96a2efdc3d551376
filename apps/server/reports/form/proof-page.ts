import type { ReportSubmission } from '#libs/contracts';
import type { ProofView } from '#libs/incidents';
import type { Page } from '../../pages/frame.ts';
import { html, tlpMark } from '../../pages/html.ts';
import type { Html } from '../../pages/html.ts';
import type { Visit } from '../../pages/visit.ts';

/** Shows what was sent, and asks whether it was the reader who sent it. */
export function askPage(visit: Visit, { number, receivedAt, sha256, content, reporter }: ProofView): Page {
  const { say } = visit;
  return {
    title: say('proof.confirmTitle', { number }),
    isPrivate: true,
    body: html`<p class="lead">${say('proof.ask')}</p>
      <form method="post">
        <button class="first">${say('proof.confirm')}</button>
      </form>
      <p>${say('proof.notYou')}</p>
      ${content === null ? '' : contentOf(visit, content)}
      <dl>
        <dt>${say('proof.sentBy')}</dt>
        <dd>${[reporter?.name, reporter?.organisation, reporter?.email].filter(Boolean).join(', ')}</dd>
        <dt>${say('proof.received')}</dt>
        <dd>${secondsOf(receivedAt)}</dd>
        <dt>SHA-256</dt>
        <dd><code>${sha256}</code></dd>
      </dl>`,
  };
}

function contentOf({ say }: Visit, content: ReportSubmission): Html {
  const { summary, description, resources, occurredAt, ongoing } = content;
  return html`<p>${tlpMark(content.tlp)}</p>
    <dl>
      ${entry(say('proof.what'), html`${summary}`)}
      ${description === '' ? '' : entry(say('proof.seen'), html`<span class="typed">${description}</span>`)}
      ${resources.length === 0 ? '' : entry(say('proof.about'), html`${resources.map(({ type, value }) => `${type} ${value}`).join(', ')}`)}
      ${occurredAt === undefined ? '' : entry(say('proof.since'), html`${secondsOf(new Date(occurredAt))}`)}
      ${ongoing === undefined ? '' : entry(say('proof.ongoing'), say(ongoing ? 'proof.yes' : 'proof.no'))}
    </dl>`;
}

const entry = (name: Html, value: Html): Html =>
  html`<dt>${name}</dt>
    <dd>${value}</dd>`;

/** Nothing is left to do; what was sent is shown no more. */
export const provenPage = ({ say }: Visit, { number, sha256, provenAt, receivedAt }: ProofView): Page => ({
  title: say('proof.doneTitle'),
  isPrivate: true,
  body: html`<p role="status"><strong>${say('proof.done')}</strong></p>
    <dl>
      <dt>${say('proof.number')}</dt>
      <dd>${number}</dd>
      <dt>${say('proof.received')}</dt>
      <dd>${secondsOf(receivedAt)}</dd>
      <dt>${say('proof.confirmed')}</dt>
      <dd>${provenAt === null ? '' : secondsOf(provenAt)}</dd>
      <dt>SHA-256</dt>
      <dd><code>${sha256}</code></dd>
    </dl>
    <p>${say('proof.receipt')}</p>`,
});

const secondsOf = (at: Date): string => `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
