import type { DraftSectionView, RegulatorDraftView } from '#libs/contracts';
import type { Page } from '../frame.ts';
import { html, tlpMark } from '../html.ts';
import type { Html } from '../html.ts';
import type { Visit } from '../visit.ts';

/** A draft as a page that can be printed: each sentence with the entries that it is taken from, and what is missing. */
export function draftPage({ language }: Visit, draft: RegulatorDraftView): Page {
  const { title, incident, operator, sections, notice, asOf } = draft;
  return {
    title: `${title}: ${incident.number}`,
    isPrivate: true,
    body: html`<div ${language === 'en' ? '' : html`lang="en"`}>
      <p class="meta">${tlpMark(incident.tlp)}</p>
      ${incident.exercise ? html`<p class="note exercise">This is an exercise.</p>` : ''}
      <p class="note">${notice}</p>
      <p>
        ${operator === null ? 'Of all operators in the incident.' : `Report of ${operator.name}.`}
        ${asOf === null ? '' : `As the record was at entry ${asOf.index}.`}
      </p>
      ${sections.map(sectionOf)}
    </div>`,
  };
}

const sectionOf = ({ id, heading, sentences, missing }: DraftSectionView): Html =>
  html`<section class="evidence" aria-labelledby="s-${id}">
    <h2 id="s-${id}">${heading}</h2>
    ${sentences.map(
      ({ text, sources }) =>
        html`<p>
          ${text}
          ${sources.map(
            ({ index, leafHash }) =>
              html`<small class="hint">Entry ${index}, <code>${leafHash.slice(0, 16)}…</code></small>`,
          )}
        </p>`,
    )}
    ${missing.map((what) => html`<p class="error">Missing: ${what}</p>`)}
  </section>`;
