import type { Response } from 'express';
import { LANGUAGES } from '#libs/contracts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { STYLE_MARK } from './page-style.ts';
import type { Visit } from './visit.ts';
import { OWN_NAME } from '../words/index.ts';
import type { PlainKey } from '../words/index.ts';

/** What stands in the frame of all pages. */
export interface Page {
  title: string | Html;
  /** For the tab of the browser, where the title holds markup. */
  plainTitle?: string;
  body: Html;
  /** Do feed readers find the advisories from here? */
  feed?: boolean;
  /** Parameters of the address that stay when another language is asked for. */
  query?: Record<string, string>;
  /** Behind a link that is a secret, or for those who sign in: no search engine keeps it. */
  isPrivate?: boolean;
  /** Address of a script of ours. */
  script?: string;
  /** Address that the browser goes on to at once. */
  goesTo?: string;
  /** Id of the form that brings along what was typed when another language is asked for; its answer must be the page again. */
  form?: string;
}

const PLACES: [path: string, words: PlainKey][] = [
  ['/report', 'frame.report'],
  ['/advisories', 'frame.advisories'],
  ['/about/reports', 'frame.about'],
  ['/key', 'frame.key'],
  ['/sign-in', 'frame.signIn'],
];

/** A whole page: plain, readable on a phone, without script. Style sheet and script are files, so that a strict CSP holds. */
export function page(visit: Visit, content: Page): string {
  const { title, body, script, goesTo, isPrivate = false } = content;
  return html`<!doctype html>
    <html lang="${visit.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        ${isPrivate ? html`<meta name="robots" content="noindex" />` : ''}
        <title>${content.plainTitle ?? title} - DNS-CERT</title>
        <link rel="stylesheet" href="/page.css?v=${STYLE_MARK}" />
        ${content.feed === true ? feedLink(visit) : ''}
        <link rel="icon" href="/console/mark.svg" type="image/svg+xml" />
        ${script === undefined ? '' : html`<script type="module" src="${script}"></script>`}
        ${goesTo === undefined ? '' : html`<meta http-equiv="refresh" content="0; url=${goesTo}" />`}
      </head>
      <body ${isPrivate ? html`class="private"` : ''}>
        <a class="skip" href="#content">${visit.say('frame.skip')}</a>
        ${header(visit, content)}
        <main id="content" tabindex="-1">
          <h1>${title}</h1>
          ${body}
        </main>
        ${footer(visit)}
      </body>
    </html> `.text;
}

const feedLink = ({ say }: Visit): Html =>
  html`<link
    rel="alternate"
    type="application/atom+xml"
    href="/advisories.atom"
    title="${say('frame.feed')}"
  />`;

/** Sends it. A page asks again each time whether it is still so, unless it is one that nobody may keep. */
export function sendPage(response: Response, visit: Visit, content: Page, status = 200): void {
  if (response.get('Cache-Control') === undefined) response.set('Cache-Control', 'no-cache');
  response
    .status(status)
    .type('html')
    .set('Content-Language', visit.language)
    .vary('Accept-Language, Cookie')
    .send(page(visit, content));
}

const header = (visit: Visit, content: Page): Html =>
  html`<header>
    <div class="bar">
      <a class="name" href="/">DNS-CERT</a>
      <nav class="places" aria-label="${visit.say('frame.pages')}">
        <ul>
          ${PLACES.map(([path, words]) => html`<li><a href="${path}" ${here(visit, path)}>${visit.say(words)}</a></li>`)}
        </ul>
      </nav>
      ${visit.isLook || content.form !== undefined ? languages(visit, content) : ''}
    </div>
  </header>`;

function here({ path }: Visit, place: string): Html | string {
  if (path === place) return html`aria-current="page"`;
  return path.startsWith(`${place}/`) ? html`aria-current="true"` : '';
}

const languages = (visit: Visit, { form, query = {} }: Page): Html =>
  html`<div class="languages" role="group" aria-label="${visit.say('frame.language')}">
    ${LANGUAGES.filter((language) => language !== visit.language).map((language) =>
      form === undefined
        ? html`<a
            href="?${new URLSearchParams({ ...query, lang: language }).toString()}"
            hreflang="${language}"
            lang="${language}"
            >${OWN_NAME[language]}</a
          >`
        : html`<button form="${form}" name="lang" value="${language}" lang="${language}" formnovalidate>
            ${OWN_NAME[language]}
          </button>`,
    )}
  </div>`;

const footer = ({ say }: Visit): Html =>
  html`<footer>
    <div class="bar">
      <p>${say('frame.purpose')}</p>
      <nav aria-label="${say('frame.service')}">
        <ul>
          <li><a href="/api/docs">${say('frame.api')}</a></li>
          <li><a href="/.well-known/security.txt">security.txt</a></li>
          <li><a href="/readyz">${say('frame.ready')}</a></li>
        </ul>
      </nav>
    </div>
  </footer>`;
