import type { DraftSectionView, RegulatorDraftView } from '#libs/contracts';
import type { Page } from '../pages/frame.ts';
import { html, tlpMark } from '../pages/html.ts';
import type { Html } from '../pages/html.ts';
import type { Visit } from '../pages/visit.ts';
import type { Say } from '../words/index.ts';

/** A draft as a page that can be printed: each sentence with the entries that it is taken from, and what is missing. */
export function draftPage({ say }: Visit, draft: RegulatorDraftView): Page {
  const { title, incident, operator, sections, notice, asOf } = draft;
  return {
    title: `${title}: ${incident.number}`,
    isPrivate: true,
    body: html`<div>
      <p class="meta">${tlpMark(incident.tlp)}</p>
      ${incident.exercise ? html`<p class="note exercise">${say('draft.exercise')}</p>` : ''}
      <p class="note">${notice}</p>
      <p>
        ${operator === null ? say('draft.ofAll') : say('draft.of', { operator: operator.name })}
        ${asOf === null ? '' : say('draft.asOf', { index: asOf.index })}
      </p>
      ${sections.map((section) => sectionOf(section, say))}
    </div>`,
  };
}

const sectionOf = ({ id, heading, sentences, missing }: DraftSectionView, say: Say): Html =>
  html`<section class="evidence" aria-labelledby="s-${id}">
    <h2 id="s-${id}">${heading}</h2>
    ${sentences.map(
      ({ text, sources }) =>
        html`<p>
          ${text}
          ${sources.map(
            ({ index, leafHash }) =>
              html`<small class="hint"
                >${say('draft.entry', { index })}, <code>${leafHash.slice(0, 16)}…</code></small
              >`,
          )}
        </p>`,
    )}
    ${missing.map((what) => html`<p class="error">${say('draft.missing', { what })}</p>`)}
  </section>`;
