import { TLP_LABELS } from '#libs/contracts';
import type { PublicReceipt } from '#libs/incidents';
import type { Page } from '../../pages/frame.ts';
import { html, tlpMark } from '../../pages/html.ts';
import type { Html } from '../../pages/html.ts';
import type { Visit } from '../../pages/visit.ts';
import { alert, area, choice, input } from './controls.ts';
import type { Shown } from './controls.ts';
import type { Field, FieldFaults, Typed } from './fields.ts';

interface Form {
  typed: Typed;
  faults: FieldFaults;
  /** Names of fields that are none of ours. */
  strangers: string[];
  /** Why the whole was refused, where it was. */
  why: Html | undefined;
  /** Where mail reaches us. */
  mail: string;
}

/** These can wait, and are folded away until one is filled in or faulty. */
const LATER: Field[] = ['since', 'ongoing', 'tlp', 'organisation'];

/** The form, with what was typed and, beside each field, what is wrong with it. Works without script. */
export function formPage(visit: Visit, { typed, faults, strangers, why, mail }: Form): Page {
  const { say } = visit;
  const form: Shown = { visit, typed, faults };
  const ofAll = [
    ...(why === undefined ? [] : [why]),
    ...(strangers.length === 0 ? [] : [say('report.strangers', { fields: strangers.join(', ') })]),
  ];
  return {
    title: say('report.title'),
    form: 'report',
    body: html`<p>${say('report.first')} <a href="/about/reports">${say('frame.about')}</a></p>
      <p>${say('report.emergency', { mail: html`<code>${mail}</code>` })}</p>
      ${alert(form, ofAll)}
      <form method="post" action="/report" id="report">
        <input type="hidden" name="key" value="${typed.key}" />
        ${input(form, 'summary', html`required maxlength="200" autocomplete="off"`)}
        ${area(form, 'description', 6, say('report.descriptionHint'))}
        ${area(form, 'about', 3, say('report.aboutHint'))}
        ${input(form, 'name', html`required maxlength="100" autocomplete="name"`)}
        ${input(form, 'email', html`type="email" required maxlength="254" autocomplete="email"`, say('report.emailHint'))}
        ${later(form)}
        <button class="first">${say('report.send')}</button>
      </form>`,
  };
}

function later(form: Shown): Html {
  const { visit, typed, faults } = form;
  const { say } = visit;
  const isTouched = LATER.some(
    (field) => faults[field] !== undefined || typed[field] !== (field === 'tlp' ? 'AMBER' : ''),
  );
  return html`<details ${isTouched ? html`open` : ''}>
    <summary>${say('report.more')} <span class="hint">${say('report.moreHint')}</span></summary>
    <div class="group">
      ${input(form, 'since', html`type="datetime-local"`, say('report.sinceHint'))}
      ${choice(form, 'ongoing', [
        ['', say('report.unknown')],
        ['yes', say('report.yes')],
        ['no', say('report.no')],
      ])}
      ${choice(
        form,
        'tlp',
        TLP_LABELS.map((label) => [label, html`${tlpMark(label)} ${say(`tlp.${label}`)}`]),
      )}
      ${input(form, 'organisation', html`maxlength="200" autocomplete="organization"`)}
    </div>
  </details>`;
}

/** What the sender keeps, and what comes next. It says nothing of what we know already. */
export function sentPage({ say }: Visit, receipt: PublicReceipt, email: string): Page {
  const { number, sha256, expiresAt } = receipt;
  return {
    title: say('report.sentTitle'),
    isPrivate: true,
    body: html`<p role="status"><strong>${say('report.sent', { email })}</strong></p>
      <dl>
        <dt>${say('report.number')}</dt>
        <dd>${number}</dd>
        <dt>SHA-256</dt>
        <dd><code>${sha256}</code></dd>
        <dt>${say('report.confirmUntil')}</dt>
        <dd>${expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC</dd>
      </dl>
      <p>${say('report.next', { again: html`<a href="/report">${say('report.again')}</a>` })}</p>
      <p>${say('report.sha256')}</p>`,
  };
}
