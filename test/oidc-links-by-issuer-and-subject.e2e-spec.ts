import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { chromium } from 'playwright-core';
import { startService } from '../apps/server/service.ts';
import type { Service } from '../apps/server/service.ts';
import { CookieBrowser } from './harness/cookie-browser.ts';
import { CLIENT, OpenIdProvider } from './harness/openid-provider.ts';
import { freePort, programPath } from './harness/servers.ts';
import { QUEUES, TestService } from './harness/service.ts';

const PASSWORD = 'correct horse battery';
const CALLBACK = '/api/v1/session/oidc/callback';
const CHROMIUM = programPath('chromium');
if (CHROMIUM === null)
  console.warn('skipped: the way back from another site needs chromium (Debian package chromium)');

describe(`OIDC links by issuer and subject (queues on ${QUEUES})`, () => {
  let test: TestService;
  let replica: Service;
  let provider: OpenIdProvider;
  let folder: string;
  let site: string;
  let email: string;
  let subject: string;
  let used = 0;

  beforeAll(async () => {
    const port = await freePort();
    site = `http://localhost:${port}`;
    folder = await mkdtemp(join(tmpdir(), 'dnscert-e2e-'));
    const secretFile = join(folder, 'client-secret');
    await writeFile(secretFile, `${CLIENT.secret}\n`, { mode: 0o600 });
    provider = await OpenIdProvider.start([`${site}${CALLBACK}`]);
    test = await TestService.start({
      smtp: false,
      env: {
        ROLES: 'web',
        PORT: String(port),
        PUBLIC_URL: site,
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: CLIENT.id,
        OIDC_CLIENT_SECRET_FILE: secretFile,
        OIDC_NAME: 'the ministry',
      },
    });
    replica = await startService({ ...test.config, PORT: 0 });
  });
  afterAll(async () => {
    await replica.stop();
    await test.stop();
    await provider.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    used += 1;
    email = `user-${used}@staff.example`;
    subject = `subject-${used}`;
    await test.signUp('responder', { email, password: PASSWORD });
    provider.somebody = { subject, email };
  });

  const api = (browser: CookieBrowser, method: string, path: string, body?: unknown) =>
    browser.go(`${site}/api/v1/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  async function signedIn(who = email): Promise<CookieBrowser> {
    const browser = new CookieBrowser();
    expect((await api(browser, 'POST', 'session', { email: who, password: PASSWORD })).status).toBe(201);
    return browser;
  }
  const locationOf = (response: Response) => response.headers.get('location') ?? '';

  /** At the provider, from its address to the one it sends the browser back to. */
  async function atProvider(browser: CookieBrowser, address: string): Promise<string> {
    let next = address;
    for (let steps = 0; steps < 10; steps += 1) {
      const response = await browser.go(next);
      const [, link] = /href="(\/interaction\/[^"]+)"/.exec(await response.text()) ?? [];
      const to = link ?? locationOf(response);
      if (to === '') throw new Error(`the provider stopped with ${response.status} at ${next}`);
      next = new URL(to, next).href;
      if (next.startsWith(site)) return next;
    }
    throw new Error('the provider went in circles');
  }
  const beginSignIn = async (browser: CookieBrowser) =>
    locationOf(await browser.go(`${site}/api/v1/session/oidc`));
  async function beginLink(browser: CookieBrowser): Promise<string> {
    const response = await api(browser, 'POST', 'account/identities');
    expect(response.status).toBe(200);
    return ((await response.json()) as { url: string }).url;
  }
  async function signInBy(browser = new CookieBrowser()): Promise<Response> {
    return browser.go(await atProvider(browser, await beginSignIn(browser)));
  }
  async function linked(): Promise<CookieBrowser> {
    const browser = await signedIn();
    expect((await browser.go(await atProvider(browser, await beginLink(browser)))).status).toBe(200);
    return browser;
  }
  const hasSession = (browser: CookieBrowser) => browser.cookie(site, 'dnscert_session') !== undefined;
  async function expectPage(response: Response, status: number, words: RegExp): Promise<void> {
    const text = await response.text();
    expect([status, text]).toEqual([response.status, expect.stringMatching(words)]);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(text).toContain('href="/sign-in"');
  }

  it('of whoever is signed in, and then opens a session as them', async () => {
    const owner = await linked();
    const identities = (await (await api(owner, 'GET', 'account/identities')).json()) as { items: unknown[] };
    expect(identities.items).toMatchObject([{ issuer: provider.issuer, subject }]);
    const browser = new CookieBrowser();
    const answer = await signInBy(browser);
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('0; url=/console"')]);
    const flags = answer.headers.getSetCookie().find((line) => line.startsWith('dnscert_session='));
    expect(flags).toMatch(/HttpOnly; SameSite=Strict$/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const who = (await (await api(browser, 'GET', 'session')).json()) as { email: string };
    expect(who.email).toBe(email);
    const told = await test.sql<{ type: string; data: unknown }>(
      `SELECT a.type, a.data FROM audit_entries a JOIN users u ON a.actor ->> 'id' = u.id::text WHERE u.email = $1
        ORDER BY a.at, a.id`,
      [email],
    );
    expect(told).toEqual([
      { type: 'session.opened', data: { method: 'password' } },
      { type: 'identity.linked', data: { issuer: provider.issuer, subject } },
      { type: 'session.opened', data: { method: 'oidc' } },
    ]);
  });

  it('with a question that holds PKCE, state and nonce, and a cookie for the way back alone', async () => {
    const browser = new CookieBrowser();
    const answer = await browser.go(`${site}/api/v1/session/oidc`);
    const asked = new URL(locationOf(answer)).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    for (const name of ['code_challenge', 'state', 'nonce']) expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
    expect(asked.get('scope')).toBe('openid');
    expect(asked.get('redirect_uri')).toBe(`${site}${CALLBACK}`);
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(
      /^dnscert_trip=[\w-]{43}; Max-Age=600; Path=\/api\/v1\/session\/oidc; .*HttpOnly; SameSite=Lax$/,
    );
    const kept = await test.sql<{ text: string }>('SELECT t::text AS text FROM oidc_trips t');
    const secrets = [
      asked.get('state') ?? '',
      asked.get('nonce') ?? '',
      browser.cookie(site, 'dnscert_trip') ?? '',
    ];
    for (const { text } of kept) for (const secret of secrets) expect(text).not.toContain(secret);
  });

  it('never by mail address: the same one with another subject opens nothing', async () => {
    await linked();
    provider.somebody = { subject: `other-${used}`, email };
    const browser = new CookieBrowser();
    await expectPage(await signInBy(browser), 403, /No account here is linked/);
    expect(hasSession(browser)).toBe(false);
    // Nor does one of whom there is an account that never linked anything.
    const unlinked = `unlinked-${used}@staff.example`;
    await test.signUp('lead', { email: unlinked, password: PASSWORD });
    provider.somebody = { subject: unlinked, email: unlinked };
    await expectPage(await signInBy(browser), 403, /No account here is linked/);
    expect(hasSession(browser)).toBe(false);
    const [identities] = await test.sql<{ count: string }>(
      'SELECT count(*) FROM identities WHERE subject LIKE $1',
      [`%${used}`],
    );
    expect(identities?.count).toBe('1');
  });

  it('nor the same subject of another issuer', async () => {
    await linked();
    await test.sql(`UPDATE identities SET issuer = 'https://another.example' WHERE subject = $1`, [subject]);
    await expectPage(await signInBy(), 403, /No account here is linked/);
  });

  it('once for each way back: not again, not in another browser, not on another replica', async () => {
    await linked();
    const browser = new CookieBrowser();
    const back = await atProvider(browser, await beginSignIn(browser));
    await expectPage(await new CookieBrowser().go(back), 400, /another browser/);
    const stranger = new CookieBrowser();
    await beginSignIn(stranger);
    await expectPage(await stranger.go(back), 400, /another browser/);
    const cookie = `dnscert_trip=${browser.cookie(site, 'dnscert_trip') ?? ''}`;
    expect((await browser.go(back)).status).toBe(200);
    for (const at of [site, (replica.url ?? '').replace('localhost', '127.0.0.1')]) {
      const again = await fetch(back.replace(site, at), { headers: { cookie }, redirect: 'manual' });
      await expectPage(again, 400, /finished already/);
      expect(again.headers.getSetCookie().join()).not.toContain('dnscert_session=');
    }
  });

  it('on another replica too, once', async () => {
    await linked();
    const browser = new CookieBrowser();
    const back = await atProvider(browser, await beginSignIn(browser));
    const cookie = `dnscert_trip=${browser.cookie(site, 'dnscert_trip') ?? ''}`;
    const answers = await Promise.all(
      [site, replica.url ?? '', site, replica.url ?? ''].map((at) =>
        fetch(back.replace(site, at), { headers: { cookie }, redirect: 'manual' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
  });

  it('within ten minutes', async () => {
    await linked();
    const browser = new CookieBrowser();
    const back = await atProvider(browser, await beginSignIn(browser));
    await test.jump(601);
    await expectPage(await browser.go(back), 400, /took longer than 10 minutes/);
    expect(hasSession(browser)).toBe(false);
  });

  it.each([
    ['nonce', 'another nonce'],
    ['code_challenge', 'A'.repeat(43)],
  ])('not by an answer to another %s', async (name, value) => {
    await linked();
    const browser = new CookieBrowser();
    const asked = new URL(await beginSignIn(browser));
    asked.searchParams.set(name, value);
    await expectPage(await browser.go(await atProvider(browser, asked.href)), 403, /did not vouch for you/);
    expect(hasSession(browser)).toBe(false);
  });

  it('not by a code that was somebody else’s, nor one made up, nor when the person said no', async () => {
    await linked();
    const victim = new CookieBrowser();
    const code = new URL(await atProvider(victim, await beginSignIn(victim))).searchParams.get('code') ?? '';
    for (const [given, error] of [
      [code, undefined],
      ['made-up', undefined],
      [undefined, 'access_denied'],
    ]) {
      const browser = new CookieBrowser();
      const back = new URL(await atProvider(browser, await beginSignIn(browser)));
      if (given === undefined) back.searchParams.delete('code');
      else back.searchParams.set('code', given);
      if (error !== undefined) back.searchParams.set('error', error);
      await expectPage(await browser.go(back), 403, /did not vouch for you/);
      expect(hasSession(browser)).toBe(false);
    }
  });

  it('to one account, and no second one', async () => {
    await linked();
    const second = `second-${used}@staff.example`;
    await test.signUp('lead', { email: second, password: PASSWORD });
    const browser = await signedIn(second);
    const back = await atProvider(browser, await beginLink(browser));
    await expectPage(await browser.go(back), 409, /linked to an account already/);
    await signInBy(browser);
    const who = (await (await api(browser, 'GET', 'session')).json()) as { email: string };
    expect(who.email).toBe(email);
  });

  it('only while the session that asked for it is open, and was opened just now', async () => {
    const browser = await signedIn();
    const back = await atProvider(browser, await beginLink(browser));
    await api(browser, 'DELETE', 'session');
    await expectPage(await browser.go(back), 401, /signed out meanwhile/);
    await expectPage(await signInBy(), 403, /No account here is linked/);
    const old = await signedIn();
    await test.jump(16 * 60);
    expect((await api(old, 'POST', 'account/identities')).status).toBe(403);
  });

  it('until it is unlinked, or the person has left', async () => {
    const browser = await linked();
    const { items } = (await (await api(browser, 'GET', 'account/identities')).json()) as {
      items: { id: string }[];
    };
    const id = items[0]?.id ?? '';
    await test.sql('UPDATE users SET deactivated_at = dnscert_now() WHERE email = $1', [email]);
    await expectPage(await signInBy(), 403, /No account here is linked/);
    await test.sql('UPDATE users SET deactivated_at = NULL WHERE email = $1', [email]);
    const other = `other-${used}@staff.example`;
    await test.signUp('lead', { email: other, password: PASSWORD });
    expect((await api(await signedIn(other), 'DELETE', `account/identities/${id}`)).status).toBe(404);
    expect((await api(browser, 'DELETE', `account/identities/${id}`)).status).toBe(204);
    await expectPage(await signInBy(), 403, /No account here is linked/);
  });

  it('and says so when the provider does not answer, while all else goes on', async () => {
    const lonely = await startService({
      ...test.config,
      PORT: 0,
      OIDC_ISSUER: `http://127.0.0.1:${await freePort()}`,
    });
    const answer = await fetch(`${lonely.url ?? ''}/api/v1/session/oidc`, { redirect: 'manual' });
    await expectPage(answer, 503, /does not answer just now/);
    expect((await fetch(`${lonely.url ?? ''}/sign-in`)).status).toBe(200);
    await lonely.stop();
  });

  (CHROMIUM === null ? it.skip : it)('in a real browser, which comes back from another site', async () => {
    const browser = await chromium.launch({
      executablePath: CHROMIUM ?? '',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    try {
      const page = await browser.newPage();
      await page.goto(`${site}/sign-in?next=/console/account`);
      await page.getByLabel('Mail address').fill(email);
      await page.getByLabel('Password').fill(PASSWORD);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('button', { name: 'Link who I am at the ministry' }).click();
      await page.getByRole('link', { name: 'Continue' }).click();
      await page.waitForURL(`${site}/console/account`);
      await page.getByText(`${subject} · ${provider.issuer}`, { exact: true }).waitFor();
      await page.getByRole('button', { name: email.split('@')[0] ?? '' }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await page.waitForURL(`${site}/sign-in`);
      await page.goto(`${site}/sign-in?next=/console/account?from=there`);
      await page.getByRole('link', { name: 'Sign in with the ministry' }).click();
      // 127.0.0.1 and localhost are two sites. A provider that knows the browser still may ask or not.
      await page.waitForURL((url) => url.origin === provider.issuer || url.pathname === '/console/account');
      if (page.url().startsWith(provider.issuer)) await page.getByRole('link', { name: 'Continue' }).click();
      await page.waitForURL(`${site}/console/account?from=there`);
      await page.getByText(`${email} · responder`, { exact: true }).first().waitFor();
    } finally {
      await browser.close();
    }
  });
});
