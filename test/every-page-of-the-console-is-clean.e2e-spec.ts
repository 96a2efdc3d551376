import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { routesOfConsole, walk } from './fixtures/console-walk.ts';
import { DEMO_PEOPLE, UNLINKED } from './fixtures/demo-people.ts';
import { publicPlaces } from './fixtures/public-places.ts';
import { Api } from './harness/api.ts';
import { itInBrowser, openBrowser } from './harness/browser.ts';
import { accessibilityFaults, DESKTOP, open, PHONE, tooWide, visitor } from './harness/console-page.ts';
import { Demo } from './harness/demo.ts';

/** More than one person may tell alone. */
const MANY = 60;

describe('every page of the console', () => {
  let demo: Demo;
  let browser: Browser | null;
  const seen = new Set<string>();
  beforeAll(async () => {
    demo = await Demo.start();
    browser = await openBrowser();
    await holdASend(new Api(demo.url, await demo.tokenOf('responder@cert.example')));
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await demo.stop();
  });

  /** Something that waits for a second person. */
  async function holdASend(responder: Api): Promise<void> {
    const operators = (await responder.get<{ items: { slug: string }[] }>(`operators?limit=${MANY}`)).body
      .items;
    const [incident] = (await responder.get<{ items: { id: string }[] }>('incidents?limit=1')).body.items;
    const { status } = await responder.post(`incidents/${incident?.id ?? ''}/notifications`, {
      template: 'update',
      audience: { operators: operators.map(({ slug }) => slug) },
    });
    expect(status).toBe(202);
  }

  /** What axe finds, and what is wider than a phone. */
  async function faultsOf(page: Page, path: string): Promise<string[]> {
    const faults = (await accessibilityFaults(page)).map((fault) => `${path}: ${fault}`);
    await page.setViewportSize(PHONE);
    const wide = await tooWide(page);
    if (wide > 0) faults.push(`${path}: ${wide} px too wide for a phone`);
    await page.setViewportSize(DESKTOP);
    return faults;
  }

  itInBrowser.each([
    ['lead', 'light'],
    ['lead', 'dark'],
    ['operator', 'light'],
    ['operator', 'dark'],
  ] as const)(
    'that a %s reaches by its links is accessible in %s, fits a phone, and keeps to the policy',
    async (who, colorScheme) => {
      if (browser === null) throw new Error('no browser');
      const { page, faults: broken } = await visitor(browser, demo.url, DEMO_PEOPLE[who], { colorScheme });
      const faults: string[] = [];
      const pages = await walk(
        page,
        ['/console', ...UNLINKED[who].map((place) => `/console/${place}`)],
        async (path) => {
          faults.push(...(await faultsOf(page, path)));
        },
      );
      for (const one of pages) seen.add(one);
      console.log(`${who}, ${colorScheme}: ${pages.length} pages, ${faults.length} faults`);
      expect([...faults, ...broken]).toEqual([]);
    },
    300_000,
  );

  itInBrowser.each(['light', 'dark'] as const)(
    'and each that is open to everybody, in %s',
    async (colorScheme) => {
      if (browser === null) throw new Error('no browser');
      const { page, faults: broken } = await visitor(browser, demo.url, null, { colorScheme });
      const faults: string[] = [];
      for (const path of await publicPlaces(demo)) {
        await open(page, path);
        faults.push(...(await faultsOf(page, path)));
      }
      // A link that ended is a page that is not there.
      expect([...faults, ...broken.filter((fault) => !/status of 404/.test(fault))]).toEqual([]);
    },
    120_000,
  );

  // Pages of bull-board, not ours to judge by axe.
  itInBrowser('and the queues are shown within the policy', async () => {
    if (browser === null) throw new Error('no browser');
    const { page, faults } = await visitor(browser, demo.url, DEMO_PEOPLE.lead);
    await page.goto('/queues');
    await page.getByText('delivery-send-urgent').first().waitFor();
    expect(faults).toEqual([]);
  });

  itInBrowser('was among them', () => {
    expect(routesOfConsole().filter((route) => !seen.has(route))).toEqual([]);
  });
});
