import { TLP_LABELS } from '#libs/contracts';
import type { Page } from '../pages/frame.ts';
import { html, tlpMark } from '../pages/html.ts';
import type { Html } from '../pages/html.ts';
import type { Visit } from '../pages/visit.ts';

/** What happens with a report: how it goes, who sees it, how long it takes. */
export function aboutReportsPage({ say }: Visit): Page {
  const advisory = html`<a href="/advisories">${say('about.advisory')}</a>`;
  return {
    title: say('about.title'),
    body: html`<p class="lead">${say('about.lead')}</p>
      <h2>${say('about.stepsTitle')}</h2>
      <ol class="steps">
        ${step(say('about.sendTitle'), say('about.send'))}
        ${step(say('about.proveTitle'), say('about.prove'))}
        ${step(say('about.readTitle'), say('about.read'))} ${step(say('about.tellTitle'), say('about.tell'))}
        ${step(say('about.endTitle'), say('about.end', { advisory }))}
      </ol>
      <h2>${say('about.whoTitle')}</h2>
      <p>${say('about.who')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">${say('about.label')}</th>
            <th scope="col">${say('about.mayRead')}</th>
          </tr>
        </thead>
        <tbody>
          ${TLP_LABELS.map(
            (label) =>
              html`<tr>
                <td>${tlpMark(label)}</td>
                <td>${say(`tlp.${label}`)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <h2>${say('about.timesTitle')}</h2>
      <p>${say('about.times')} ${say('about.counts')}</p>
      <h2>${say('about.keptTitle')}</h2>
      <p>${say('about.kept')}</p>
      <p><a class="button first" href="/report">${say('about.report')}</a></p>`,
  };
}

const step = (title: Html, words: Html): Html =>
  html`<li>
    <h3>${title}</h3>
    <p>${words}</p>
  </li>`;
