import { html } from '../pages/html.ts';
import type { Html } from '../pages/html.ts';
import type { Visit } from '../pages/visit.ts';
import { textOf } from '../words/index.ts';

interface Ways {
  /** As people call it; null where none is set up. */
  provider: string | null;
  /** Where one goes on to. */
  next: string;
}

/** What the script says, in the language of the page. */
const SAID = ['noPasskeys', 'noPasskeyGiven', 'needsCode', 'needsPasskey', 'unreachable', 'failed'] as const;
/** Refusals that the API words in English: by their code in other languages. */
const REFUSED = [
  'access.wrong_password',
  'access.wrong_code',
  'access.passkey_refused',
  'access.too_many_tries',
  'access.too_many_requests',
  'service.database_away',
  'service.fault',
] as const;

/** Passkey, provider or password. */
export const signInPage = (visit: Visit, { provider, next }: Ways): Html =>
  html`<div id="sign-in" data-next="${next}" data-words="${JSON.stringify(wordsOf(visit))}">
    <p id="fault" class="error" role="alert" hidden></p>
    <noscript><p class="error">${visit.say('signIn.needsScript')}</p></noscript>
    <p><button type="button" id="by-passkey">${visit.say('signIn.byPasskey')}</button></p>
    ${provider === null ? '' : providerWay(visit, provider, next)}
    <p class="or">${visit.say('signIn.orPassword')}</p>
    <form id="by-password">
      <label
        >${visit.say('signIn.email')}
        <input id="email" type="email" autocomplete="username" required maxlength="254"
      /></label>
      <label
        >${visit.say('signIn.password')}
        <input id="password" type="password" autocomplete="current-password" required maxlength="1000"
      /></label>
      <label id="code-label" hidden
        >${visit.say('signIn.code')}
        <input id="code" autocomplete="one-time-code" autocapitalize="off" spellcheck="false" maxlength="40"
      /></label>
      <button class="first">${visit.say('signIn.title')}</button>
    </form>
    <p><a href="/password-reset">${visit.say('signIn.forgotten')}</a></p>
  </div>`;

const providerWay = ({ say }: Visit, provider: string, next: string): Html =>
  html`<p>
    <a id="by-provider" class="button" href="/api/v1/session/oidc?${new URLSearchParams({ next }).toString()}"
      >${say('signIn.byProvider', { provider })}</a
    >
  </p>`;

const wordsOf = ({ language }: Visit) => ({
  ...Object.fromEntries(SAID.map((word) => [word, textOf(language, `signIn.${word}`)])),
  refusals:
    language === 'en'
      ? {}
      : Object.fromEntries(REFUSED.map((code) => [code, textOf(language, `refusals.${code}`)])),
  wait: textOf(language, 'refusals.wait.minutes'),
});
