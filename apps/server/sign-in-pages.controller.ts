import { readFileSync } from 'node:fs';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Config } from '#config/config';
import { Public } from './access.guard.ts';
import { providerName } from './access-settings.ts';
import { sendPage } from './frame.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { CONFIG } from './settings.ts';
import { Visitor } from './visit.ts';
import type { Visit } from './visit.ts';

const script = (name: string) => readFileSync(new URL(`./pages/${name}`, import.meta.url), 'utf8');
const SCRIPTS = {
  browser: script('browser.js'),
  signIn: script('sign-in.js'),
  account: script('account.js'),
};

/** Two pages without data: their scripts ask the API for it, as whoever is signed in. */
@ApiTags('pages')
@Controller()
export class SignInPagesController {
  private readonly provider: string | null;

  constructor(@Inject(CONFIG) config: Config) {
    this.provider = providerName(config);
  }

  @Get('sign-in')
  @Public()
  signIn(@Res() response: Response, @Visitor() visit: Visit): void {
    const body = signInPage(this.provider);
    sendPage(response, visit, { title: 'Sign in', body, isPrivate: true, script: '/sign-in.js' });
  }

  @Get('account')
  @Public()
  account(@Res() response: Response, @Visitor() visit: Visit): void {
    const body = accountPage(this.provider);
    sendPage(response, visit, { title: 'Your account', body, isPrivate: true, script: '/account.js' });
  }

  @Get('browser.js')
  @Public()
  browserScript(@Res() response: Response): void {
    sendScript(response, SCRIPTS.browser);
  }

  @Get('sign-in.js')
  @Public()
  signInScript(@Res() response: Response): void {
    sendScript(response, SCRIPTS.signIn);
  }

  @Get('account.js')
  @Public()
  accountScript(@Res() response: Response): void {
    sendScript(response, SCRIPTS.account);
  }
}

/** Asked for again each time, by its ETag: page and script must be of the same build. */
function sendScript(response: Response, text: string): void {
  response.type('js').set('Cache-Control', 'no-cache').send(text);
}

const messages = html`<p id="done" role="status" hidden></p>
  <p id="fault" class="error" role="alert" hidden></p>
  <noscript><p class="error">This page needs JavaScript.</p></noscript>`;

const signInPage = (provider: string | null): Html =>
  html`${messages}
    <p><button type="button" id="by-passkey">Sign in with a passkey</button></p>
    ${
      provider === null
        ? ''
        : html`<p><a id="by-provider" href="/api/v1/session/oidc">Sign in with ${provider}</a></p>`
    }
    <p class="or">Or with your password</p>
    <form id="by-password">
      <label
        >Mail address <input id="email" type="email" autocomplete="username" required maxlength="254"
      /></label>
      <label
        >Password
        <input id="password" type="password" autocomplete="current-password" required maxlength="1000"
      /></label>
      <label id="code-label" hidden
        >Code of your authenticator app, or a recovery code
        <input id="code" autocomplete="one-time-code" autocapitalize="off" spellcheck="false" maxlength="40"
      /></label>
      <button>Sign in</button>
    </form>`;

const accountPage = (provider: string | null): Html =>
  html`${messages}
    <p id="again" hidden><a href="/sign-in">Sign in again</a></p>
    <p id="who" role="status"></p>
    <p id="nag" class="exercise" role="status" hidden></p>
    <section aria-labelledby="passkeys-title">
      <h2 id="passkeys-title">Passkeys</h2>
      <ul id="passkeys"></ul>
      <form id="passkey-add">
        <label
          >Name of the new passkey, by which you know it again
          <input id="passkey-name" required maxlength="60" placeholder="for example: laptop"
        /></label>
        <button>Add a passkey</button>
      </form>
    </section>
    <section aria-labelledby="totp-title">
      <h2 id="totp-title">Authenticator app</h2>
      <p id="totp-state"></p>
      <button type="button" id="totp-begin" hidden>Set up an authenticator app</button>
      <button type="button" id="totp-remove" hidden>Remove the authenticator app</button>
      <form id="totp-confirm" hidden>
        <p>Type this secret into the app, or open the link on the phone. It is shown this once.</p>
        <p><code id="totp-secret" class="secret"></code></p>
        <p><a id="totp-link">Open in an app</a>: <code id="totp-uri" class="secret"></code></p>
        <label
          >Code that the app shows now
          <input id="totp-code" inputmode="numeric" autocomplete="one-time-code" required maxlength="20"
        /></label>
        <button>Confirm</button>
      </form>
    </section>
    <section aria-labelledby="codes-heading">
      <h2 id="codes-heading">Recovery codes</h2>
      <p>For the day you lose phone or passkey: each opens once, with your password.</p>
      <p id="codes-state"></p>
      <button type="button" id="codes-renew">Make new recovery codes</button>
      <div id="codes-shown" hidden>
        <h3 id="codes-title" tabindex="-1">Write these down now: they are shown this once</h3>
        <ol id="codes" class="secret"></ol>
      </div>
    </section>
    ${provider === null ? '' : identitiesSection(provider)}
    <p><button type="button" id="sign-out">Sign out</button></p>`;

const identitiesSection = (provider: string): Html =>
  html`<section aria-labelledby="identities-title">
    <h2 id="identities-title">Sign-in by ${provider}</h2>
    <ul id="identities"></ul>
    <button type="button" id="identity-link">Link who I am at ${provider}</button>
  </section>`;
