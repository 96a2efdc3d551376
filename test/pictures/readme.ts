import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { DEMO_PEOPLE } from '../fixtures/demo-people.ts';
import { Api } from '../harness/api.ts';
import { open, visitor } from '../harness/console-page.ts';
import type { Window } from '../harness/console-page.ts';
import type { Demo } from '../harness/demo.ts';

const DESK: Window = { width: 1200, height: 750 };
const PHONE: Window = { width: 390, height: 750 };

/** Board, incident, impact, and the operator's home on a phone; light, as the README's page is. */
export async function picturesOfTheReadme(browser: Browser, demo: Demo, folder: string): Promise<void> {
  const staff = new Api(demo.url, await demo.tokenOf(DEMO_PEOPLE.responder.email));
  const [story] = (await staff.get<{ items: { id: string }[] }>('incidents?limit=1')).body.items;
  const pages: [name: string, as: keyof typeof DEMO_PEOPLE, window: Window, path: string][] = [
    ['board', 'responder', DESK, '/console/board'],
    ['incident', 'responder', DESK, `/console/incidents/${story?.id ?? ''}`],
    ['impact', 'responder', DESK, '/console/impact?q=ns1.secondary-04.example'],
    ['operator-phone', 'operator', PHONE, '/console/mine'],
  ];
  for (const [name, as, window, path] of pages) {
    const { context, page } = await visitor(browser, demo.url, DEMO_PEOPLE[as], { window });
    await open(page, path);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await context.close();
  }
}
