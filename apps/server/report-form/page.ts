import { TLP_LABELS } from '#libs/contracts';
import type { Tlp } from '#libs/contracts';
import type { PublicReceipt } from '#libs/incidents';
import { html, page } from '../html.ts';
import type { Html } from '../html.ts';
import type { Field, FieldFaults, Typed } from './fields.ts';

const LABELS: Record<Field, string> = {
  summary: 'What is happening? One line',
  description: 'What did you see? (optional)',
  about: 'What is it about? (optional)',
  since: 'Since when, in UTC? (optional)',
  ongoing: 'Is it still going on?',
  tlp: 'Who may read this?',
  name: 'Your name',
  email: 'Your mail address',
  organisation: 'Your organisation (optional)',
  key: 'Key of this form',
};

const WHO_MAY_READ: Record<Tlp, string> = {
  RED: 'the people at DNS-CERT who work on it, and nobody else',
  'AMBER+STRICT': 'DNS-CERT and the organisations that must act, and nobody they serve',
  AMBER: 'DNS-CERT, the organisations that must act, and those they serve',
  GREEN: 'everybody who works on the security of the DNS',
  CLEAR: 'everybody',
};

/** The form, with what was typed and, beside each field, what is wrong with it. Works without script. */
export function formPage(typed: Typed, faults: FieldFaults, mail: string): string {
  const control = { typed, faults };
  return page(
    'Report a DNS incident',
    html`<p>
        For anybody, without an account. We send a mail to your address; open its link and press the button
        there, then a person reads your report. In an emergency write to <code>${mail}</code> as well.
      </p>
      ${alert(faults)}
      <form method="post" action="/report">
        <input type="hidden" name="key" value="${typed.key}" />
        ${input(control, 'summary', html`required maxlength="200" autocomplete="off"`, '')}
        ${area(control, 'description', 8, 'In your own words, also in simple ones. Up to 20,000 characters.')}
        ${area(control, 'about', 4, 'One on each line: .nz, ns1.example.net, 192.0.2.1, AS64496, a web address. Anything else: other, then words.')}
        ${input(control, 'since', html`type="datetime-local"`, 'For example 2026-03-01 02:14')}
        ${choice(control, 'ongoing', [
          ['', 'I do not know'],
          ['yes', 'Yes'],
          ['no', 'No'],
        ])}
        ${choice(
          control,
          'tlp',
          TLP_LABELS.map((label) => [label, `TLP:${label} - ${WHO_MAY_READ[label]}`]),
        )}
        ${input(control, 'name', html`required maxlength="100" autocomplete="name"`, '')}
        ${input(control, 'email', html`type="email" required maxlength="254" autocomplete="email"`, 'We write to it about this report, and for nothing else.')}
        ${input(control, 'organisation', html`maxlength="200" autocomplete="organization"`, '')}
        <button>Send the report</button>
      </form>`,
  );
}

/** What the sender keeps, and what comes next. It says nothing of what we know already. */
export const sentPage = ({ number, sha256, expiresAt }: PublicReceipt, email: string): string =>
  page(
    'We have your report',
    html`<p role="status">
        <strong
          >It is stored. One step is left: open the mail that we send to ${email} now, and press the button
          behind its link.</strong
        >
      </p>
      <dl>
        <dt>Report</dt>
        <dd>${number}</dd>
        <dt>SHA-256</dt>
        <dd><code>${sha256}</code></dd>
        <dt>Confirm until</dt>
        <dd>${expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC</dd>
      </dl>
      <p>
        Then a responder reads it, and asks you by mail if something is not clear. No mail after ten minutes?
        Look among the unwanted mail, then <a href="/report">send the report again</a>. The SHA-256 is that of
        the bytes we received: keep it, and you can prove later what you told us.
      </p>`,
  );

interface Control {
  typed: Typed;
  faults: FieldFaults;
}

function alert(faults: FieldFaults): Html | string {
  const all = Object.entries(faults) as [Field | '', string[]][];
  if (all.length === 0) return '';
  // Takes the focus, so that whoever cannot see the page hears it first.
  return html`<div class="error" role="alert" tabindex="-1" autofocus>
    <p><strong>The report was not sent. What you typed is still here.</strong></p>
    <ul>
      ${all.flatMap(([field, words]) =>
        words.map((word) =>
          field === ''
            ? html`<li>${word}</li>`
            : html`<li><a href="#${field}">${LABELS[field]}</a>: ${word}</li>`,
        ),
      )}
    </ul>
  </div>`;
}

const input = ({ typed, faults }: Control, field: Field, attributes: Html, hint: string): Html =>
  html`<div class="field">
    <label for="${field}">${LABELS[field]}</label>
    ${hintOf(field, hint)} ${faultOf(faults, field)}
    <input
      id="${field}"
      name="${field}"
      value="${typed[field]}"
      ${attributes}
      ${described(faults, field, hint)}
    />
  </div>`;

// A line break behind the tag is not part of the text (HTML, section 13.2.6.4.7), and one that was typed first must stay.
const area = ({ typed, faults }: Control, field: Field, rows: number, hint: string): Html =>
  html`<div class="field">
    <label for="${field}">${LABELS[field]}</label>
    ${hintOf(field, hint)} ${faultOf(faults, field)}
    <textarea
      id="${field}"
      name="${field}"
      rows="${rows}"
      maxlength="20000"
      ${described(faults, field, hint)}
    >
${typed[field]}</textarea>
  </div>`;

const choice = ({ typed, faults }: Control, field: Field, options: [value: string, words: string][]): Html =>
  html`<fieldset id="${field}">
    <legend>${LABELS[field]}</legend>
    ${faultOf(faults, field)}
    ${options.map(
      ([value, words]) =>
        html`<label class="choice"
          ><input
            type="radio"
            name="${field}"
            value="${value}"
            ${typed[field] === value ? html`checked` : ''}
          />
          ${words}</label
        >`,
    )}
  </fieldset>`;

const hintOf = (field: Field, hint: string): Html | string =>
  hint === '' ? '' : html`<span class="hint" id="${field}-hint">${hint}</span>`;

const faultOf = (faults: FieldFaults, field: Field): Html | string =>
  faults[field] === undefined
    ? ''
    : html`<span class="fault" id="${field}-fault">${faults[field].join('; ')}</span>`;

function described(faults: FieldFaults, field: Field, hint: string): Html | string {
  const ids = [
    ...(faults[field] === undefined ? [] : [`${field}-fault`]),
    ...(hint === '' ? [] : [`${field}-hint`]),
  ];
  const by = ids.length === 0 ? '' : html`aria-describedby="${ids.join(' ')}"`;
  return html`${by} ${faults[field] === undefined ? '' : html`aria-invalid="true"`}`;
}
