import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { ATTACKS } from './fixtures/attacks.ts';
import { routesOfConsole, shapeOf, walk } from './fixtures/console-walk.ts';
import { HOSTILE_WAYS, hostileAddresses, STRAY } from './fixtures/hostile-addresses.ts';
import { hostileCases } from './fixtures/hostile-cases.ts';
import type { HostileCases } from './fixtures/hostile-cases.ts';
import { HOSTILE_LIST } from './fixtures/hostile-lists.ts';
import { HOSTILE_ENV, hostilePeople, PEOPLE } from './fixtures/hostile-people.ts';
import type { HostilePeople, Who } from './fixtures/hostile-people.ts';
import { hostileVisitor } from './fixtures/hostile-visitor.ts';
import { HostileWatch, nothingShown } from './fixtures/hostile-watch.ts';
import { openAll } from './fixtures/opened-views.ts';
import { itInBrowser, openBrowser } from './harness/browser.ts';
import { goTo, open, settled, visitor } from './harness/console-page.ts';
import { QUEUES, TestService } from './harness/service.ts';

/** Beside what links lead to. */
const STARTS: Record<Who, (cases: HostileCases) => string[]> = {
  lead: ({ incident, send, user, mail, drill }) => [
    `incidents/${incident}`,
    `sends/${send}`,
    `users/${user}`,
    `inbox/${mail}`,
    `drills/${drill}`,
    'directory/operators/registry-0',
    'impact?q=ns.shared.example',
    'templates/notice',
    `lists/${HOSTILE_LIST}`,
    'account',
  ],
  operator: ({ incident }) => ['mine', `incidents/${incident}`, 'impact?q=ns.shared.example', 'account'],
  observer: () => ['account'],
};
/** Pages of our own words, or of one thing that has one name. */
const OF_FEW_WORDS = ['templates/:name', 'health', 'record', 'directory/tlds/:label', 'calls', 'evidence'];
/** Show what one types oneself. */
const FORMS = ['report', 'advisories/new', 'incidents/:id/tell', 'lists/new', 'lists/:slug/post'];
/** Go on to another of the list. */
const LEADING_ON = ['templates', 'directory'];

describe(`hostile words never run in the console (queues on ${QUEUES})`, () => {
  let test: TestService;
  let people: HostilePeople;
  let cases: HostileCases;
  let browser: Browser | null;
  const shown = nothingShown();
  beforeAll(async () => {
    browser = await openBrowser();
    test = await TestService.start({ env: HOSTILE_ENV });
    if (browser === null) return;
    people = await hostilePeople(test);
    cases = await hostileCases(people);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await test.stop();
  });

  /** Opens all that somebody reaches. @returns what was wrong there */
  async function walkAs(who: Who): Promise<string[]> {
    if (browser === null) throw new Error('no browser');
    const { page, faults, context } = await hostileVisitor(browser, people.url, people[who]);
    const watch = new HostileWatch(page, faults, shown);
    const pressed = new Set<string>();
    const pages = await walk(
      page,
      STARTS[who](cases).map((place) => `/console/${place}`),
      async (path) => {
        // It goes on to one of the others.
        if (path !== '/console') await openAll(page, pressed, (what) => watch.look(`${path} ${what}`));
      },
    );
    await context.close();
    return watch.end(`${who}, ${pages.length} pages`);
  }

  /** Goes to each, and loads a few anew. @returns what was wrong there */
  async function goToAll(addresses: string[]): Promise<string[]> {
    if (browser === null) throw new Error('no browser');
    const { page, faults, context } = await hostileVisitor(browser, people.url, people.lead);
    const watch = new HostileWatch(page, faults);
    page.on('request', (request) => {
      if (request.url().includes(STRAY)) faults.push(`an address chose what was asked: ${request.url()}`);
    });
    await open(page, '/console/health');
    for (const [index, address] of addresses.entries()) {
      await (index % 33 === 3 ? open : goTo)(page, address);
      await watch.look(address);
    }
    await context.close();
    return watch.end('in the address');
  }

  itInBrowser(
    'wherever a person can look, whatever is opened, filled in or refused there',
    async () => {
      const wrong = await Promise.all((['lead', 'operator', 'observer'] as const).map(walkAs));
      expect(wrong.flat()).toEqual([]);
    },
    400_000,
  );

  itInBrowser('which are shown there to the last sign', () => {
    const routes = routesOfConsole().filter((route) => !LEADING_ON.includes(route));
    const counts = new Map(routes.map((route) => [route, 0]));
    for (const how of ['brought', 'typed'] as const)
      for (const [path, attacks] of shown[how]) {
        const route = shapeOf(path, routes);
        if (how === 'brought' || FORMS.includes(route))
          counts.set(route, Math.max(attacks.size, counts.get(route) ?? 0));
      }
    process.stdout.write(`${[...counts].map(([route, count]) => `${route} ${count}`).join(', ')}\n`);
    const few = routes.filter((route) => (counts.get(route) ?? 0) < ATTACKS.length);
    expect(few).toEqual(routes.filter((route) => OF_FEW_WORDS.includes(route)));
    // Whoever signed in is named everywhere.
    expect(few.filter((route) => counts.get(route) === 0)).toEqual([]);
  });

  itInBrowser(
    'in the address of a page',
    async () => {
      const addresses = hostileAddresses();
      const third = Math.ceil(addresses.length / 3);
      const wrong = await Promise.all(
        [0, 1, 2].map((lane) => goToAll(addresses.slice(lane * third, (lane + 1) * third))),
      );
      expect(wrong.flat()).toEqual([]);
    },
    120_000,
  );

  itInBrowser(
    'as the place to go on to after signing in',
    async () => {
      if (browser === null) throw new Error('no browser');
      const { page, faults, context } = await visitor(browser, people.url, null);
      const watch = new HostileWatch(page, faults);
      const places: string[] = [];
      for (const [index, way] of HOSTILE_WAYS.entries()) {
        await open(page, `/sign-in?next=${encodeURIComponent(way)}`);
        await watch.look(way);
        // Each takes the time that a password takes.
        if (index >= 3) continue;
        await page.locator('#email').fill(PEOPLE.observer.email);
        await page.locator('#password').fill(PEOPLE.observer.password);
        await page.locator('#by-password button').click();
        await page.waitForURL(/\/console/);
        await settled(page);
        places.push(new URL(page.url()).origin);
        await context.clearCookies();
      }
      await context.close();
      expect(places).toEqual([people.url, people.url, people.url]);
      expect(watch.end('at the sign-in')).toEqual([]);
    },
    60_000,
  );
});
