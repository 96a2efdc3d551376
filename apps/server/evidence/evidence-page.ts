import type { EvidenceColumnView, EvidenceSectionView, EvidenceTableView } from '#libs/contracts';
import type { EvidenceReport } from '#libs/evidence';
import type { Page } from '../pages/frame.ts';
import { html } from '../pages/html.ts';
import type { Html } from '../pages/html.ts';
import type { Visit } from '../pages/visit.ts';
import { chartOf } from './chart.ts';
import { durationWords } from './duration.ts';

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
      <div ${visit.language === 'en' ? '' : html`lang="en"`}>
        ${sections.map((one) => sectionOf(one, say('evidence.notTold')))}
      </div>`,
  };
}

const sectionOf = ({ id, question, answer, tables }: EvidenceSectionView, notTold: Html): Html =>
  html`<section class="evidence" aria-labelledby="q-${id}">
    <h2 id="q-${id}">${question}</h2>
    ${answer.map((sentence) => html`<p>${sentence}</p>`)} ${tables.map((table) => tableOf(table, notTold))}
  </section>`;

const tableOf = (table: EvidenceTableView, notTold: Html): Html =>
  html`<div class="together">
    <h3>${table.title}</h3>
    ${chartOf(table)}
    ${
      table.rows.length === 0
        ? html`<p class="hint">${notTold}</p>`
        : html`<div class="wide" tabindex="0" role="group" aria-label="${table.title}">
            <table>
              <thead>
                <tr>
                  ${table.columns.map(({ title, unit }) => html`<th scope="col" ${numeric(unit)}>${title}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${table.rows.map((row) => rowOf(table.columns, row))}
              </tbody>
            </table>
          </div>`
    }
    ${table.note === null ? '' : html`<p class="hint">${table.note}</p>`}
  </div>`;

const rowOf = (columns: EvidenceColumnView[], row: (string | number | null)[]): Html =>
  html`<tr>
    ${columns.map(({ unit }, index) =>
      index === 0
        ? html`<th scope="row">${row[0] ?? ''}</th>`
        : html`<td ${numeric(unit)}>${valueOf(unit, row[index] ?? null)}</td>`,
    )}
  </tr>`;

const numeric = (unit: EvidenceColumnView['unit']): Html | '' =>
  unit === 'text' ? '' : html`class="number"`;

function valueOf(unit: EvidenceColumnView['unit'], value: string | number | null): string {
  if (value === null) return '–';
  if (unit === 'seconds' && typeof value === 'number') return durationWords(value);
  return unit === 'percent' ? `${value} %` : String(value);
}
