import type { Page } from '../pages/frame.ts';
import { html } from '../pages/html.ts';
import type { Html } from '../pages/html.ts';
import type { Visit } from '../pages/visit.ts';

export interface PublishedKey {
  /** Hexadecimal, as OpenPGP counts it. */
  fingerprint: string;
  publishedAt: Date;
}

/** Our key, newest first of `keys`, and how to make sure that it is ours. */
export function keyPage(
  { say }: Visit,
  [newest, ...earlier]: PublishedKey[],
  { MAIL_FROM: mail, PUBLIC_URL: url }: { MAIL_FROM: string; PUBLIC_URL: string },
): Page {
  const title = say('key.title');
  if (newest === undefined) return { title, body: html`<p class="note">${say('key.none')}</p>` };
  const code = (command: string): Html => html`<code class="command">${command}</code>`;
  return {
    title,
    body: html`<p class="lead">${say('key.lead')}</p>
      <h2>${say('key.fingerprint')}</h2>
      <code class="fingerprint">${halves(newest.fingerprint)}</code>
      <dl>
        <dt>${say('key.of')}</dt>
        <dd><code>DNS-CERT &lt;${mail}&gt;</code></dd>
        <dt>${say('key.since')}</dt>
        <dd>${dayOf(newest.publishedAt)}</dd>
      </dl>
      <p><a class="button first" href="/.well-known/dnscert.asc">${say('key.get')}</a></p>
      <h2>${say('key.checkTitle')}</h2>
      <p>${say('key.check')}</p>
      <ol>
        <li>
          ${say('key.show', { command: code(`curl -s ${url}/.well-known/dnscert.asc | gpg --show-keys`) })}
        </li>
        <li>${say('key.compare')}</li>
        <li>
          ${say('key.keep', { command: code(`curl -s ${url}/.well-known/dnscert.asc | gpg --import`) })}
        </li>
        <li>${say('key.verify')}</li>
      </ol>
      <p class="note">${say('key.otherwise')}</p>
      ${earlier.length === 0 ? '' : earlierKeys(say, earlier)}`,
  };
}

const earlierKeys = (say: Visit['say'], keys: PublishedKey[]): Html =>
  html`<h2>${say('key.earlierTitle')}</h2>
    <p>${say('key.earlier')}</p>
    <ul>
      ${keys.map(
        ({ fingerprint, publishedAt }) =>
          html`<li>
            <code>${inFours(fingerprint)}</code><br />
            <span class="dim">${say('key.until', { since: dayOf(publishedAt) })}</span>
          </li>`,
      )}
    </ul>`;

/** As people read it aloud: groups of four. */
const inFours = (fingerprint: string): string => (fingerprint.toUpperCase().match(/.{1,4}/g) ?? []).join(' ');

/** On two lines, so that the eye does not slip. */
function halves(fingerprint: string): Html {
  const groups = inFours(fingerprint).split(' ');
  const half = Math.ceil(groups.length / 2);
  return html`<span>${groups.slice(0, half).join(' ')}</span> <span>${groups.slice(half).join(' ')}</span>`;
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
