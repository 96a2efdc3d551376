import type { EvidenceColumnView, EvidenceSectionView, EvidenceTableView, Language } from '#libs/contracts';
import { numberWords } from '#libs/evidence';
import type { EvidenceReport } from '#libs/evidence';
import type { Page } from '../pages/frame.ts';
import { html } from '../pages/html.ts';
import type { Html } from '../pages/html.ts';
import type { Visit } from '../pages/visit.ts';
import { chartOf } from './chart.ts';
import { durationWords } from './duration.ts';

type Cell = EvidenceTableView['rows'][number][number];

/** Rows; a longer table may go on on the next sheet of paper, for a sheet would be left half empty before it. */
const MOST_TOGETHER = 12;

/** The report as a page that can be printed: each chart with its numbers as a table. */
export function evidencePage(visit: Visit, report: EvidenceReport, isPrivate: boolean): Page {
  const { say } = visit;
  const { from, to, fewest, madeAt, sections } = report;
  return {
    title: say('evidence.title'),
    isPrivate,
    body: html`<p class="lead">${say('evidence.lead', { from, to })}</p>
      <p class="hint">
        ${say('evidence.made', { at: `${madeAt.slice(0, 16).replace('T', ' ')} UTC` })}
        ${fewest > 1 ? say('evidence.fewest', { count: String(fewest) }) : ''}
      </p>
      ${sections.map((one) => sectionOf(one, visit))}`,
  };
}

const sectionOf = ({ id, question, answer, tables }: EvidenceSectionView, visit: Visit): Html =>
  html`<section class="evidence" aria-labelledby="q-${id}">
    <h2 id="q-${id}">${question}</h2>
    ${answer.map((sentence) => html`<p>${sentence}</p>`)} ${tables.map((table) => tableOf(table, visit))}
  </section>`;

const tableOf = (table: EvidenceTableView, { say, language }: Visit): Html =>
  html`<div ${table.rows.length > MOST_TOGETHER ? '' : html`class="together"`}>
    <h3>${table.title}</h3>
    ${chartOf(table)}
    ${
      table.rows.length === 0
        ? html`<p class="hint">${say('evidence.notTold')}</p>`
        : html`<div class="wide" tabindex="0" role="group" aria-label="${table.title}">
            <table>
              <thead>
                <tr>
                  ${table.columns.map(({ title, unit }) => html`<th scope="col" ${numeric(unit)}>${title}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${table.rows.map((row) => rowOf(table.columns, row, language))}
              </tbody>
            </table>
          </div>`
    }
    ${table.note === null ? '' : html`<p class="hint">${table.note}</p>`}
  </div>`;

const rowOf = (columns: EvidenceColumnView[], row: Cell[], language: Language): Html =>
  html`<tr>
    ${columns.map(({ unit }, index) =>
      index === 0
        ? html`<th scope="row">${row[0] ?? ''}</th>`
        : html`<td ${numeric(unit)}>${valueOf(unit, row[index] ?? null, language)}</td>`,
    )}
  </tr>`;

const numeric = (unit: EvidenceColumnView['unit']): Html | '' =>
  unit === 'text' ? '' : html`class="number"`;

function valueOf(unit: EvidenceColumnView['unit'], value: Cell, language: Language): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  if (unit === 'seconds') return durationWords(value, language);
  return `${numberWords(value, language)}${unit === 'percent' ? '\u00a0%' : ''}`;
}
