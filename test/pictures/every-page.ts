import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { walk } from '../fixtures/console-walk.ts';
import { DEMO_PEOPLE, UNLINKED } from '../fixtures/demo-people.ts';
import { publicPlaces } from '../fixtures/public-places.ts';
import { DESKTOP, open, PHONE, visitor } from '../harness/console-page.ts';
import type { Demo } from '../harness/demo.ts';

const WINDOWS = { desk: DESKTOP, phone: PHONE };
const THEMES = ['light', 'dark'] as const;

/** @returns how many pictures were made */
export async function everyPage(browser: Browser, demo: Demo, folder: string): Promise<number> {
  const places = await publicPlaces(demo);
  let made = 0;
  for (const who of ['lead', 'operator', 'nobody'] as const)
    for (const [where, window] of Object.entries(WINDOWS))
      for (const colorScheme of THEMES) {
        const account = who === 'nobody' ? null : DEMO_PEOPLE[who];
        const { context, page } = await visitor(browser, demo.url, account, { window, colorScheme });
        const take = async (path: string) => {
          made += 1;
          await page.screenshot({
            path: join(folder, `${who}.${nameOf(path)}.${where}.${colorScheme}.png`),
            fullPage: true,
          });
        };
        if (who === 'nobody') await lookAtEach(page, places, take);
        else await walk(page, ['/console', ...UNLINKED[who].map((place) => `/console/${place}`)], take);
        await context.close();
      }
  return made;
}

async function lookAtEach(page: Page, places: string[], take: (path: string) => Promise<void>) {
  for (const place of places) {
    await open(page, place);
    await take(place);
  }
}

const ID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;
const nameOf = (path: string) =>
  path
    .replaceAll(ID, 'one')
    .replaceAll(/[^a-zA-Z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60) || 'home';
