import { html } from '../../pages/html.ts';
import type { Html } from '../../pages/html.ts';
import type { Visit } from '../../pages/visit.ts';
import { retold } from '../../words/retold.ts';
import type { Field, FieldFaults, Typed } from './fields.ts';

/** A form as it is shown: what was typed, and what is wrong with it. */
export interface Shown {
  visit: Visit;
  typed: Typed;
  faults: FieldFaults;
}

export const input = (form: Shown, field: Field, attributes: Html, hint?: Html): Html =>
  html`<div class="field">
    <label for="${field}">${labelOf(form.visit, field)}</label>
    ${hintOf(field, hint)} ${faultOf(form, field)}
    <input
      id="${field}"
      name="${field}"
      value="${form.typed[field]}"
      ${attributes}
      ${described(form, field, hint)}
    />
  </div>`;

// A line break behind the tag is not part of the text (HTML, section 13.2.6.4.7), and one that was typed first must stay.
export const area = (form: Shown, field: Field, rows: number, hint: Html): Html =>
  html`<div class="field">
    <label for="${field}">${labelOf(form.visit, field)}</label>
    ${hintOf(field, hint)} ${faultOf(form, field)}
    <textarea id="${field}" name="${field}" rows="${rows}" maxlength="20000" ${described(form, field, hint)}>
${form.typed[field]}</textarea>
  </div>`;

export const choice = (form: Shown, field: Field, options: [value: string, words: Html][]): Html =>
  html`<fieldset id="${field}">
    <legend>${labelOf(form.visit, field)}</legend>
    ${faultOf(form, field)}
    ${options.map(
      ([value, words]) =>
        html`<label class="choice"
          ><input
            type="radio"
            name="${field}"
            value="${value}"
            ${form.typed[field] === value ? html`checked` : ''}
          />
          <span>${words}</span></label
        >`,
    )}
  </fieldset>`;

/** What is wrong with the form as a whole, and where its faulty fields are. Takes the focus: who cannot see it hears it first. */
export function alert({ visit, faults }: Shown, ofAll: Html[]): Html | string {
  const fields = Object.entries(faults) as [Field | '', string[]][];
  if (fields.length === 0 && ofAll.length === 0) return '';
  return html`<div class="error" role="alert" tabindex="-1" autofocus>
    <p><strong>${visit.say('report.notSent')}</strong></p>
    <ul>
      ${ofAll.map((words) => html`<li>${words}</li>`)}
      ${fields.flatMap(([field, words]) => words.map((word) => faultLine(visit, field, word)))}
    </ul>
  </div>`;
}

const faultLine = (visit: Visit, field: Field | '', fault: string): Html =>
  field === ''
    ? html`<li>${faultWords(visit, fault)}</li>`
    : html`<li><a href="#${field}">${labelOf(visit, field)}</a>: ${faultWords(visit, fault)}</li>`;

const labelOf = ({ say }: Visit, field: Field): Html => say(`report.${field}`);

/** The line that a fault is about stands before it, as it was typed. */
function faultWords({ language }: Visit, fault: string): string {
  const [, line = '', said = ''] = /^(".*": )?(.*)$/s.exec(fault) ?? [];
  return `${line}${retold('faults', said, language)}`;
}

const hintOf = (field: Field, hint: Html | undefined): Html | string =>
  hint === undefined ? '' : html`<span class="hint" id="${field}-hint">${hint}</span>`;

const faultOf = ({ visit, faults }: Shown, field: Field): Html | string =>
  faults[field] === undefined
    ? ''
    : html`<span class="fault" id="${field}-fault"
        >${faults[field].map((fault) => faultWords(visit, fault)).join('; ')}</span
      >`;

function described({ faults }: Shown, field: Field, hint: Html | undefined): Html {
  const isFaulty = faults[field] !== undefined;
  const ids = [...(isFaulty ? [`${field}-fault`] : []), ...(hint === undefined ? [] : [`${field}-hint`])];
  const by = ids.length === 0 ? '' : html`aria-describedby="${ids.join(' ')}"`;
  return html`${by} ${isFaulty ? html`aria-invalid="true"` : ''}`;
}
