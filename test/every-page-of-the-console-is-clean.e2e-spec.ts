import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { routesOfConsole, walk } from './fixtures/console-walk.ts';
import { DEMO_PEOPLE, UNLINKED } from './fixtures/demo-people.ts';
import { publicPlaces } from './fixtures/public-places.ts';
import { Api } from './harness/api.ts';
import { itInBrowser, openBrowser } from './harness/browser.ts';
import {
  accessibilityFaults,
  DESKTOP,
  inTheme,
  open,
  PHONE,
  tooWide,
  visitor,
} from './harness/console-page.ts';
import type { Theme } from './harness/console-page.ts';
import { Demo } from './harness/demo.ts';

/** More than one person may tell alone. */
const MANY = 60;
const THEMES: Theme[] = ['light', 'dark'];

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

  /** What axe finds in both themes, which the browser changes under the page, and what is wider than a phone. */
  async function faultsOf(page: Page, path: string): Promise<Record<Theme, string[]>> {
    const faults: Record<Theme, string[]> = { light: [], dark: [] };
    for (const theme of THEMES) {
      await inTheme(page, theme);
      faults[theme].push(...(await accessibilityFaults(page)).map((fault) => `${path}: ${fault}`));
    }
    await page.setViewportSize(PHONE);
    const wide = await tooWide(page);
    if (wide > 0) faults.light.push(`${path}: ${wide} px too wide for a phone`);
    await page.setViewportSize(DESKTOP);
    return faults;
  }

  /** Of pages that are looked at one after another. */
  async function gathered(
    page: Page,
    go: (look: (path: string) => Promise<void>) => Promise<void>,
  ): Promise<Record<Theme, string[]>> {
    const all: Record<Theme, string[]> = { light: [], dark: [] };
    await go(async (path) => {
      const found = await faultsOf(page, path);
      for (const theme of THEMES) all[theme].push(...found[theme]);
    });
    return all;
  }

  itInBrowser.each(['lead', 'operator'] as const)(
    'that a %s reaches by its links is accessible in both themes, fits a phone, and keeps to the policy',
    async (who) => {
      if (browser === null) throw new Error('no browser');
      const { page, faults: broken } = await visitor(browser, demo.url, DEMO_PEOPLE[who]);
      let pages: string[] = [];
      const faults = await gathered(page, async (look) => {
        pages = await walk(page, ['/console', ...UNLINKED[who].map((place) => `/console/${place}`)], look);
      });
      for (const one of pages) seen.add(one);
      for (const theme of THEMES)
        console.log(`${who}, ${theme}: ${pages.length} pages, ${faults[theme].length} faults`);
      expect({ ...faults, broken }).toEqual({ light: [], dark: [], broken: [] });
    },
    300_000,
  );

  itInBrowser(
    'and each that is open to everybody',
    async () => {
      if (browser === null) throw new Error('no browser');
      const { page, faults: broken } = await visitor(browser, demo.url, null);
      const faults = await gathered(page, async (look) => {
        for (const path of await publicPlaces(demo)) {
          await open(page, path);
          await look(path);
        }
      });
      // A link that ended is a page that is not there.
      const unexpected = broken.filter((fault) => !/status of 404/.test(fault));
      expect({ ...faults, broken: unexpected }).toEqual({ light: [], dark: [], broken: [] });
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
