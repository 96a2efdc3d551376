import type { Page } from '../pages/frame.ts';
import { html } from '../pages/html.ts';
import type { Html } from '../pages/html.ts';
import type { Visit } from '../pages/visit.ts';

/** What this is, and the two things that one comes here for. */
export const homePage = ({ say }: Visit, mail: string): Page => ({
  title: say('home.title'),
  body: html`<p class="lead">${say('home.what')}</p>
    <div class="ways">
      <div>
        <a class="button first" href="/report">${say('home.report')}</a>
        <p class="hint">${say('home.reportHint')}</p>
      </div>
      <div>
        <a class="button" href="/sign-in">${say('home.signIn')}</a>
        <p class="hint">${say('home.signInHint')}</p>
      </div>
    </div>
    <p>${say('home.mail', { mail: html`<code>${mail}</code>` })}</p>
    <h2>${say('home.read')}</h2>
    <ul class="index">
      ${entry('/advisories', say('home.advisories'), say('home.advisoriesHint'))}
      ${entry('/about/reports', say('home.about'), say('home.aboutHint'))}
      ${entry('/rfc2350', say('home.description'), say('home.descriptionHint'))}
      ${entry('/key', say('home.key'), say('home.keyHint'))}
      ${entry(
        '/api/docs',
        say('home.api'),
        say('home.apiHint', { document: html`<a href="/api/openapi.json">${say('home.apiDocument')}</a>` }),
      )}
    </ul>`,
});

const entry = (address: string, name: Html, hint: Html): Html =>
  html`<li><a href="${address}">${name}</a> <span class="hint">${hint}</span></li>`;
