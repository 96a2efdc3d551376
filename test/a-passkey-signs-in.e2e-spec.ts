import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { startService } from '../apps/server/service.ts';
import type { Service } from '../apps/server/service.ts';
import { Api } from './harness/api.ts';
import { freePort, programPath } from './harness/servers.ts';
import { QUEUES, TestService } from './harness/service.ts';

const PASSWORD = 'correct horse battery';
const CHROMIUM = programPath('chromium');
if (CHROMIUM === null)
  console.warn('skipped: passkeys in a real browser need chromium (Debian package chromium)');

/** WebAuthn Level 3 section 6.1. */
const USER_PRESENT = 1;
const USER_VERIFIED = 4;

interface Proof {
  response: Record<string, string>;
}

/** What a virtual authenticator keeps (WebAuthn domain of the DevTools protocol). */
interface Credential {
  credentialId: string;
  isResidentCredential: boolean;
  rpId?: string;
  privateKey: string;
  userHandle?: string;
  signCount: number;
}

(CHROMIUM === null ? describe.skip : describe)(`a passkey signs in (queues on ${QUEUES})`, () => {
  let test: TestService;
  let elsewhere: Service;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let devtools: CDPSession;
  let authenticatorId: string;
  let site: string;
  let otherSite: string;
  let email: string;
  let used = 0;

  beforeAll(async () => {
    const [port, otherPort] = [await freePort(), await freePort()];
    site = `http://localhost:${port}`;
    otherSite = `http://localhost:${otherPort}`;
    test = await TestService.start({
      env: { ROLES: 'web', PORT: String(port), PUBLIC_URL: site },
      smtp: false,
    });
    // The same installation, reached under an address that is not PUBLIC_URL: as a page that steals passkeys would be.
    elsewhere = await startService({ ...test.config, PORT: otherPort });
    browser = await chromium.launch({
      executablePath: CHROMIUM ?? '',
      headless: true,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
  });
  afterAll(async () => {
    await browser.close();
    await elsewhere.stop();
    await test.stop();
  });

  beforeEach(async () => {
    email = `user-${(used += 1)}@staff.example`;
    await test.signUp('responder', { email, password: PASSWORD });
    context = await browser.newContext();
    page = await context.newPage();
    devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    authenticatorId = await newAuthenticator();
  });
  afterEach(() => context.close());

  async function newAuthenticator(hasUserVerification = true): Promise<string> {
    const made = await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification,
        isUserVerified: hasUserVerification,
        automaticPresenceSimulation: true,
      },
    });
    return made.authenticatorId;
  }
  const kept = async () => {
    const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId });
    return credentials as Credential[];
  };

  /** Goes on to one's account. */
  const signInAt = (address: string) => `${address}/sign-in?next=/console/account`;
  async function signInByPassword(): Promise<void> {
    await page.goto(signInAt(site));
    await page.getByLabel('Mail address').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await signedIn();
  }
  /** Signs in by password and adds a passkey. @returns the recovery codes shown */
  async function enrolled(): Promise<string[]> {
    await signInByPassword();
    await page.getByLabel('Name of the new passkey').fill('laptop');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    const shown = page.getByRole('dialog', { name: 'Write these down now' });
    await shown.waitFor();
    const codes = await shown.getByRole('listitem').allInnerTexts();
    await shown.getByRole('button', { name: 'I have written them down' }).click();
    await page.getByRole('button', { name: 'Remove laptop' }).waitFor();
    return codes;
  }
  async function signOut(): Promise<void> {
    await page.getByRole('button', { name: nameOf(email) }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(`${site}/sign-in`);
    await page.goto(signInAt(site));
  }
  async function tryPasskey(at = site): Promise<void> {
    if (page.url() !== signInAt(at)) await page.goto(signInAt(at));
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  }
  const signedIn = () => page.getByText(`${email} · responder`, { exact: true }).first().waitFor();
  const refused = async (words: RegExp) => {
    const alert = page.getByRole('alert').filter({ hasText: words });
    await alert.waitFor();
    expect((await context.cookies()).filter(({ name }) => name === 'dnscert_session')).toEqual([]);
  };
  const told = (type: string) =>
    test.sql<{ type: string; data: unknown }>(
      `SELECT a.type, a.data FROM audit_entries a JOIN users u ON a.actor ->> 'id' = u.id::text
        WHERE u.email = $1 AND a.type LIKE $2 ORDER BY a.at, a.id`,
      [email, type],
    );
  /** What the authenticator signs when the page at `address` asks it, without sending it anywhere. */
  async function assertionAt(
    address: string,
    challenge: string,
    asked: { userVerification?: string; credentialId?: string } = {},
  ): Promise<unknown> {
    await page.goto(`${address}/sign-in`);
    const { userVerification = 'required', credentialId } = asked;
    const options = JSON.stringify({ challenge, rpId: 'localhost', userVerification, timeout: 5_000 });
    // As text, for it runs in the browser.
    if (credentialId !== undefined)
      await page.evaluate(`{
        const get = navigator.credentials.get.bind(navigator.credentials);
        const id = Uint8Array.from(atob('${credentialId}'), (letter) => letter.charCodeAt(0));
        navigator.credentials.get = ({ publicKey }) =>
          get({ publicKey: { ...publicKey, allowCredentials: [{ type: 'public-key', id }] } });
      }`);
    return page.evaluate(`import('/browser.js').then(({ usePasskey }) => usePasskey(${options}))`);
  }
  const newChallenge = async () =>
    (await new Api(site).post<{ challenge: string }>('session/passkey/options')).body.challenge;
  const present = (credential: unknown, api = new Api(site)) => api.post('session/passkey', { credential });

  it('after it was added, without address and password, until it is removed', async () => {
    const codes = await enrolled();
    expect(codes).toHaveLength(10);
    expect((await kept()).map(({ rpId, isResidentCredential }) => [rpId, isResidentCredential])).toEqual([
      ['localhost', true],
    ]);
    await signOut();
    await tryPasskey();
    await signedIn();
    expect(await told('session.opened')).toMatchObject([
      { data: { method: 'password' } },
      { data: { method: 'passkey' } },
    ]);
    await page.getByRole('button', { name: 'Remove laptop' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No passkey yet', { exact: true }).waitFor();
    await signOut();
    await tryPasskey();
    await refused(/not accepted/);
    expect((await told('passkey.%')).map(({ type }) => type)).toEqual(['passkey.added', 'passkey.removed']);
  });

  it('and then the password alone does not, but does with a recovery code', async () => {
    const [code = ''] = await enrolled();
    await signOut();
    await page.getByLabel('Mail address').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await refused(/has a passkey/);
    expect(await page.evaluate('document.activeElement.id')).toBe('code');
    await page.locator('#code').fill(code);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await signedIn();
    await page.getByText('9 codes left').waitFor();
  });

  it('under the name that its owner gave it', async () => {
    await enrolled();
    const [passkey] = await test.sql<{ id: string }>(
      'SELECT p.id FROM passkeys p JOIN users u ON u.id = p.user_id WHERE u.email = $1',
      [email],
    );
    await page.getByRole('button', { name: 'Rename laptop' }).click();
    await page.getByLabel('New name').fill('<b>work</b> laptop');
    await page.getByRole('button', { name: 'Rename', exact: true }).click();
    await page.getByText('<b>work</b> laptop', { exact: true }).waitFor();
    // Not by somebody else, who does not even learn that it is there.
    const stranger = `stranger-${used}@staff.example`;
    await test.signUp('lead', { email: stranger, password: PASSWORD });
    const api = new Api(site);
    const opened = await api.post('session', { email: stranger, password: PASSWORD });
    const cookie = { cookie: opened.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
    const path = `account/passkeys/${passkey?.id ?? ''}`;
    expect((await api.put(`${path}/name`, { name: 'mine' }, cookie)).status).toBe(404);
    expect((await api.call('DELETE', path, undefined, cookie)).status).toBe(404);
    expect((await api.get<{ items: unknown[] }>('account/passkeys', cookie)).body.items).toEqual([]);
  });

  it('while a copy of it gives itself away by its counter, and the original goes on', async () => {
    await enrolled();
    const [before] = await kept();
    await signOut();
    await tryPasskey();
    await signedIn();
    await signOut();
    const [original] = await kept();
    if (before === undefined || original === undefined) throw new Error('the authenticator kept nothing');
    expect(original.signCount).toBeGreaterThan(before.signCount);
    // Somebody read the key out before that sign-in: what they have counts from there.
    await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
    authenticatorId = await newAuthenticator();
    await devtools.send('WebAuthn.addCredential', { authenticatorId, credential: before });
    await tryPasskey();
    await refused(/not accepted/);
    expect(await told('passkey.copy_refused')).toHaveLength(1);
    await devtools.send('WebAuthn.clearCredentials', { authenticatorId });
    await devtools.send('WebAuthn.addCredential', { authenticatorId, credential: original });
    await tryPasskey();
    await signedIn();
  });

  it('and a copy at the same moment as the original leaves one of them outside', async () => {
    await enrolled();
    const proofs = [];
    for (let made = 0; made < 2; made += 1) {
      const [credential] = await kept();
      proofs.push(await assertionAt(site, await newChallenge()));
      if (made > 0 || credential === undefined) continue;
      await devtools.send('WebAuthn.clearCredentials', { authenticatorId });
      await devtools.send('WebAuthn.addCredential', { authenticatorId, credential });
    }
    const there = new Api(otherSite);
    const answers = await Promise.all([present(proofs[0]), present(proofs[1], there)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401]);
  });

  it('not from another address, though the browser signs for it', async () => {
    await enrolled();
    await context.clearCookies();
    await tryPasskey(otherSite);
    await refused(/another address/);
    const stolen = await assertionAt(otherSite, await newChallenge());
    expect(await present(stolen)).toMatchObject({ status: 401, body: { code: 'access.passkey_refused' } });
    expect(await told('session.refused')).toMatchObject([
      { data: { method: 'passkey' } },
      { data: { method: 'passkey' } },
    ]);
  });

  it('not for another host name, which the browser itself refuses, and so does the service', async () => {
    await enrolled();
    await context.clearCookies();
    // The same process under the name of the machine's address: no passkey of localhost is for it.
    await page.goto(`${site.replace('localhost', '127.0.0.1')}/sign-in`);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await refused(/gave no passkey/);
    const renamed = await startService({ ...test.config, PORT: 0, PUBLIC_URL: 'http://cert.localhost' });
    const api = new Api(renamed.url ?? '');
    const { body } = await api.post<{ challenge: string; rpId: string }>('session/passkey/options');
    expect(body.rpId).toBe('cert.localhost');
    expect((await present(await assertionAt(site, body.challenge), api)).status).toBe(401);
    await renamed.stop();
  });

  it('once for each challenge, within five minutes, and for no challenge but ours', async () => {
    await enrolled();
    await context.clearCookies();
    const proof = await assertionAt(site, await newChallenge());
    expect((await present(proof)).status).toBe(201);
    for (const api of [new Api(site), new Api(otherSite)])
      expect((await present(proof, api)).status).toBe(401);
    const slow = await assertionAt(site, await newChallenge());
    await test.jump(301);
    expect((await present(slow)).status).toBe(401);
    expect((await present(await assertionAt(site, 'A'.repeat(43)))).status).toBe(401);
    const quick = await assertionAt(site, await newChallenge());
    expect((await present(quick)).status).toBe(201);
  });

  it('not with a letter of its proof changed, nor as somebody else', async () => {
    await enrolled();
    await context.clearCookies();
    const changes: [string, (proof: Proof) => void][] = [
      ['signature', ({ response }) => (response['signature'] = flipped(response['signature']))],
      ['data', ({ response }) => (response['authenticatorData'] = flipped(response['authenticatorData']))],
      ['user', ({ response }) => (response['userHandle'] = 'A'.repeat(22))],
      ['nobody', ({ response }) => delete response['userHandle']],
    ];
    for (const [what, change] of changes) {
      const proof = (await assertionAt(site, await newChallenge())) as Proof;
      change(proof);
      expect([what, (await present(proof)).status]).toEqual([what, 401]);
    }
    expect((await present(await assertionAt(site, await newChallenge()))).status).toBe(201);
  });

  it('and only where the authenticator asked for a PIN or finger', async () => {
    await enrolled();
    await context.clearCookies();
    const [credential] = await kept();
    if (credential === undefined) throw new Error('the authenticator kept nothing');
    await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
    authenticatorId = await newAuthenticator(false);
    await devtools.send('WebAuthn.addCredential', { authenticatorId, credential });
    // Asked for by name, it signs without; what it signs says so.
    const proof = (await assertionAt(site, await newChallenge(), {
      userVerification: 'discouraged',
      credentialId: credential.credentialId,
    })) as Proof;
    const flags = Buffer.from(proof.response['authenticatorData'] ?? '', 'base64url')[32] ?? 0;
    expect([flags & USER_PRESENT, flags & USER_VERIFIED]).toEqual([USER_PRESENT, 0]);
    proof.response['userHandle'] ??= Buffer.from(credential.userHandle ?? '', 'base64').toString('base64url');
    expect((await present(proof)).status).toBe(401);
    expect(await told('session.refused')).toHaveLength(1);
  });

  it('and is nobody’s who has left', async () => {
    await enrolled();
    await signOut();
    await test.sql('UPDATE users SET deactivated_at = dnscert_now() WHERE email = $1', [email]);
    await tryPasskey();
    await refused(/not accepted/);
  });

  it('and is added by whoever has just signed in, by their own challenge alone', async () => {
    await signInByPassword();
    await test.jump(16 * 60);
    await page.getByLabel('Name of the new passkey').fill('late');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('alert').filter({ hasText: 'sign in again first' }).waitFor();
    await page.getByRole('link', { name: 'Sign in again' }).click();
    await enrolled();
    // A second one on the same authenticator is refused by the browser, which is told of the first.
    await page.getByLabel('Name of the new passkey').fill('twice');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('alert').filter({ hasText: 'made no passkey' }).waitFor();
    expect(await kept()).toHaveLength(1);
  });

  it('on pages that keep to the policy, with a name on every field', async () => {
    const faults: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    await enrolled();
    for (const path of ['/sign-in', '/console/account']) {
      const answer = await page.goto(`${site}${path}`);
      expect(answer?.headers()['content-security-policy']).toContain("script-src 'self'");
      await page.waitForLoadState('networkidle');
      const nameless = await page.evaluate(
        `[...document.querySelectorAll('input, button, a')]
           .filter((field) => field.type !== 'hidden' && field.ariaHidden !== 'true' && !field.ariaLabel)
           .filter((field) => !field.labels?.length && field.textContent.trim() === '')
           .map(({ outerHTML }) => outerHTML)`,
      );
      expect([path, nameless]).toEqual([path, []]);
    }
    expect(faults).toEqual([]);
  });
});

/** As accounts of the tests are called. */
const nameOf = (address: string) => address.split('@')[0] ?? '';

/** Its middle letter changed: the last one may hold no bits. */
function flipped(text = ''): string {
  const middle = text.length >> 1;
  return `${text.slice(0, middle)}${text[middle] === 'A' ? 'B' : 'A'}${text.slice(middle + 1)}`;
}
