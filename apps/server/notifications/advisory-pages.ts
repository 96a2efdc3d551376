import type { PublicAdvisory } from '#libs/notifications';
import type { Page } from '../pages/frame.ts';
import { html, tlpMark } from '../pages/html.ts';
import type { Html } from '../pages/html.ts';
import type { Visit } from '../pages/visit.ts';

/** On one page. */
export const SHOWN = 50;

/** Newest first. `more` are there where a further page has any; `before` is where this one began. */
export function advisoriesPage(
  { say, language }: Visit,
  found: PublicAdvisory[],
  before: string | undefined,
): Page {
  const shown = found.slice(0, SHOWN);
  const last = shown.at(-1);
  return {
    title: say('advisories.title'),
    feed: true,
    query: before === undefined ? {} : { before },
    body: html`<p class="lead">${say('advisories.lead')}</p>
      <p><a href="/advisories.atom" type="application/atom+xml">${say('advisories.feed')}</a></p>
      ${
        shown.length === 0
          ? html`<p class="note">${say('advisories.none')}</p>`
          : html`<ul class="index">
              ${shown.map((advisory) => entry({ say, language }, advisory))}
            </ul>`
      }
      ${before === undefined ? '' : html`<p><a href="/advisories">${say('advisories.newest')}</a></p>`}
      ${
        last === undefined || found.length <= SHOWN
          ? ''
          : html`<p><a href="/advisories?before=${last.number}" rel="next">${say('advisories.older')}</a></p>`
      }`,
  };
}

function entry(visit: Pick<Visit, 'say' | 'language'>, advisory: PublicAdvisory): Html {
  const { number, title, summary, publishedAt, withdrawal, language } = advisory;
  return html`<li>
    <p class="hint meta">
      <code>${number}</code> ${instant(publishedAt)}
      ${withdrawal === null ? '' : html`<strong>${visit.say('advisories.withdrawn')}</strong>`}
    </p>
    <h2><a href="/advisories/${number}" ${langOf(visit, language)}>${title}</a></h2>
    ${summary === '' ? '' : html`<p ${langOf(visit, language)}>${summary}</p>`}
  </li>`;
}

/** As everybody sees it. */
export function advisoryPage(visit: Visit, advisory: PublicAdvisory): Page {
  const { say } = visit;
  const { number, title, body, summary, references, corrections, withdrawal, language } = advisory;
  const lang = langOf(visit, language);
  return {
    title: html`<span ${lang}>${title}</span>`,
    plainTitle: `${number}: ${title}`,
    feed: true,
    body: html`<p class="meta">${tlpMark('CLEAR')} <code>${number}</code></p>
      ${withdrawal === null ? '' : withdrawn(visit, withdrawal)}
      ${summary === '' ? '' : html`<p class="lead" ${lang}>${summary}</p>`} ${facts(visit, advisory)}
      <div class="prose" ${lang}>${paragraphs(body)}</div>
      ${
        references.length === 0
          ? ''
          : html`<h2>${say('advisories.references')}</h2>
              <ul>
                ${references.map((reference) => html`<li>${link(reference)}</li>`)}
              </ul>`
      }
      ${corrections.length === 0 ? '' : correctionList(visit, corrections, lang)}
      <p class="back"><a href="/advisories">${say('advisories.all')}</a></p>`,
  };
}

const withdrawn = ({ say }: Visit, { at, reason }: { at: Date; reason: string }): Html =>
  html`<div class="error">
    <p><strong>${say('advisories.withdrawnAt', { at: instant(at) })}</strong></p>
    <p>${say('advisories.why')}: ${reason}</p>
  </div>`;

function facts({ say }: Visit, advisory: PublicAdvisory): Html {
  const { publishedAt, updatedAt, incidentNumber } = advisory;
  const isUpdated = updatedAt.getTime() !== publishedAt.getTime();
  return html`<dl>
    <dt>${say('advisories.published')}</dt>
    <dd>${instant(publishedAt)}</dd>
    ${
      isUpdated
        ? html`<dt>${say('advisories.updated')}</dt>
            <dd>${instant(updatedAt)}</dd>`
        : ''
    }
    ${
      incidentNumber === null
        ? ''
        : html`<dt>${say('advisories.incident')}</dt>
            <dd>#${incidentNumber}</dd>`
    }
  </dl>`;
}

const correctionList = (
  { say }: Visit,
  corrections: PublicAdvisory['corrections'],
  lang: Html | string,
): Html =>
  html`<h2>${say('advisories.corrections')}</h2>
    <ul>
      ${corrections.map(({ at, what }) => html`<li>${instant(at)}: <span ${lang}>${what}</span></li>`)}
    </ul>`;

/** An empty line ends a paragraph; line breaks stay as they were typed. */
const paragraphs = (text: string): Html[] =>
  text
    .split(/\n[ \t]*\n/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => html`<p class="typed">${paragraph.replace(/^\n+|\s+$/g, '')}</p>`);

/** Shown as it was given, so that one sees where it leads. */
const link = (address: string): Html =>
  html`<a href="${URL.parse(address)?.href ?? ''}" rel="noreferrer noopener">${address}</a>`;

const langOf = (visit: Pick<Visit, 'language'>, language: string): Html | string =>
  visit.language === language ? '' : html`lang="${language}"`;

const instant = (at: Date): Html =>
  html`<time datetime="${at.toISOString()}">${at.toISOString().slice(0, 16).replace('T', ' ')} UTC</time>`;
