import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { itInBrowser, openBrowser, watch } from './harness/browser.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

describe(`the API can be tried out in a browser (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let browser: Browser | null;

  beforeAll(async () => {
    test = await TestService.start({ env: { ROLES: 'web' } });
    staff = await test.signUp('responder', { email: 'duty@staff.example' });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await test.stop();
  });

  itInBrowser('under the strict policy, which refuses nothing of it', async () => {
    if (browser === null) throw new Error('no browser');
    const page = await browser.newPage();
    const faults = watch(page);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.addInitScript({
      content: `document.addEventListener('securitypolicyviolation', (event) =>
        console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI))`,
    });
    await page.goto(`${test.url}/api/docs`);
    await page.locator('.opblock').first().waitFor();
    const operations = await shownByScrolling(page);

    await page.locator('button.authorize').first().click();
    await page
      .locator('.auth-container input')
      .first()
      .fill(staff.token ?? '');
    await page.locator('.modal-btn.authorize').first().click();
    await page.locator('.btn-done').first().click();
    const who = page.locator('.opblock-get', { has: page.getByText('/api/v1/session', { exact: true }) });
    await page.evaluate('scrollTo(0, 0)');
    await scrollTo(page, who);
    await who.locator('.opblock-summary-control').click();
    await who.getByRole('button', { name: 'Try it out' }).click();
    await who.getByRole('button', { name: 'Execute' }).click();
    const answer = await who
      .locator('.live-responses-table .microlight, .live-responses-table pre')
      .first()
      .innerText();
    expect(answer).toContain('duty@staff.example');
    process.stdout.write(
      `/api/docs: ${operations.size} operations shown, one tried out, ${faults.length} violations\n`,
    );
    expect(operations.size).toBeGreaterThan(100);
    expect(faults).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(test.url) && !url.startsWith('data:'))).toEqual([]);
    await page.close();
  });

  it('and its answers are kept by no cache', async () => {
    for (const [path, api] of [
      ['session', staff],
      ['reports', staff],
      ['incidents/01890a5d-ac96-774b-bcce-b302099a8057', staff],
      ['session', test.api()],
      ['ack/x', test.api()],
      ['nothing', test.api()],
    ] as const)
      expect([path, (await api.get(path)).headers.get('cache-control')]).toEqual([path, 'no-store']);
  });
});

const AT_THE_END = `scrollY + innerHeight >= document.documentElement.scrollHeight - 1`;
const FURTHER = `scrollBy({ top: innerHeight / 2, behavior: 'instant' })`;
const OPERATIONS = `[...document.querySelectorAll('.opblock')].map((operation) => operation.id)`;

/** Swagger UI makes of a long document only what is in the window. */
async function shownByScrolling(page: Page): Promise<Set<string>> {
  const shown = new Set<string>();
  for (let atTheEnd = false; !atTheEnd; await page.evaluate(FURTHER)) {
    for (const id of await page.evaluate<string[]>(OPERATIONS)) shown.add(id);
    atTheEnd = await page.evaluate<boolean>(AT_THE_END);
  }
  return shown;
}

async function scrollTo(page: Page, wanted: Locator): Promise<void> {
  while ((await wanted.count()) === 0 && !(await page.evaluate<boolean>(AT_THE_END)))
    await page.evaluate(FURTHER);
  await wanted.scrollIntoViewIfNeeded();
}
