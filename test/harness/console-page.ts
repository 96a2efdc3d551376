import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { watch } from './chromium.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What runs in the page is text: the tests' own types know no browser. */
const TELL_REFUSALS = `document.addEventListener('securitypolicyviolation', (event) =>
  console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI))`;
/** Of what passes it tells one element a rule: to name all takes longer than to look at them. */
const FINDINGS = `axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200))))`;
const HAS_AXE = `typeof axe === 'object'`;
const TOO_WIDE = `document.documentElement.scrollWidth - document.documentElement.clientWidth`;

export interface Window {
  width: number;
  height: number;
}
export const DESKTOP: Window = { width: 1280, height: 900 };
export const PHONE: Window = { width: 390, height: 844 };

export interface Account {
  email: string;
  password: string;
}

export interface Look {
  window?: Window;
  colorScheme?: 'light' | 'dark';
  locale?: string;
}

/** A signed-in person's browser. `faults`: what any of its pages did that it should not. */
export interface Visitor {
  context: BrowserContext;
  page: Page;
  faults: string[];
}

/** Opens a browser of its own for a person; nobody's where `account` is null. */
export async function visitor(
  browser: Browser,
  url: string,
  account: Account | null,
  { window = DESKTOP, colorScheme = 'light', locale = 'en-GB' }: Look = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: window,
    colorScheme,
    locale,
    baseURL: url,
    reducedMotion: 'reduce',
  });
  await context.addInitScript(TELL_REFUSALS);
  if (account !== null) {
    const answer = await context.request.post('/api/v1/session', { data: account });
    if (!answer.ok()) throw new Error(`${account.email} cannot sign in: ${await answer.text()}`);
  }
  const page = await context.newPage();
  return { context, page, faults: watch(page) };
}

/** Goes to an address and waits until what it shows has come. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
}

/** Goes on as a link of the console does, without loading it anew. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate(`new Promise((drawn) => {
    history.pushState(null, '', ${JSON.stringify(address)});
    dispatchEvent(new PopStateEvent('popstate'));
    requestAnimationFrame(() => requestAnimationFrame(drawn));
  })`);
  await settled(page);
}

/** Looks twice where nothing else is said: what has come may ask for more. */
export async function settled(page: Page, looks = 2): Promise<void> {
  await page.locator('h1').first().waitFor();
  for (let look = 0; look < looks; look += 1) {
    await gone(page, '[aria-busy="true"]');
    await page.waitForTimeout(50);
  }
}

/** Waits until no element of this kind is left, however many come and go meanwhile. */
async function gone(page: Page, selector: string): Promise<void> {
  while ((await page.locator(selector).count()) > 0)
    await page.locator(selector).first().waitFor({ state: 'detached' });
}

/** What axe finds against WCAG 2.2 AA and its own best practices, a line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>(HAS_AXE))) await page.evaluate(AXE);
  return page.evaluate<string[]>(FINDINGS);
}

/** px that the page is wider than its window, once it has fitted itself in. */
export async function tooWide(page: Page): Promise<number> {
  let wide = await page.evaluate<number>(TOO_WIDE);
  for (let tries = 0; wide > 0 && tries < TRIES; tries += 1) {
    await page.waitForTimeout(TRY_EVERY);
    wide = await page.evaluate<number>(TOO_WIDE);
  }
  return wide;
}

/** Of a page that is drawn anew for another width; ms */
const TRIES = 20;
const TRY_EVERY = 100;
