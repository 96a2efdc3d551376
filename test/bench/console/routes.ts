import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { open, visitor } from '../../harness/console-page.ts';
import type { Console } from './asked.ts';
import { median, p95, tell } from '../figure.ts';
import { PERSON } from './made.ts';

const LIMIT = 200;
const ROUNDS = 5;
/** ms that a page is looked at before the next is asked for. */
const PAUSE = 400;

/**
 * Clicks a link of the page and answers ms until the new page stands: its heading is there and nothing of it is still coming. A
 * page with tabs goes on to its first.
 */
const CHANGE_TO = `(href) => new Promise((done, fail) => {
  const link = document.querySelector('a[href="' + href + '"]');
  if (link === null) return fail(new Error('no link to ' + href));
  const heading = () => document.querySelector('main h1')?.textContent ?? '';
  const [before, begun] = [heading(), performance.now()];
  link.click();
  const look = () => {
    const isThere = location.pathname.startsWith(new URL(href, location.href).pathname) &&
      heading() !== '' && heading() !== before && document.querySelector('[aria-busy="true"]') === null;
    if (isThere) done(performance.now() - begun);
    else if (performance.now() - begun > 20000) fail(new Error('never came from ' + location.pathname + ' to ' + href));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})`;
const LINKS = `[...document.querySelectorAll('nav a[href^="/console/"]')].map((link) => link.getAttribute('href'))`;

/** From page to page by the links of the navigation, as a lead has them all. */
export async function tellRouteChanges({ browser, url }: Console): Promise<void> {
  const { context, page } = await visitor(browser, url, PERSON);
  await open(page, '/console/board');
  const [here = '', ...others] = [...new Set(await page.evaluate<string[]>(LINKS))];
  const links = [...others, here];
  const first = await walk(page, links);
  const again: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) again.push(...(await walk(page, links)));
  tell({
    bench: 'console',
    figure: `route change, p95 over ${links.length} pages of the navigation, ${ROUNDS} times each, with 10,000 open incidents`,
    value: p95(again),
    unit: 'ms',
    median: median(again),
    worst: Math.max(...again),
    firstTimeMedian: median(first),
    firstTimeWorst: Math.max(...first),
    limit: `<= ${LIMIT} ms`,
    ok: p95(again) <= LIMIT,
  });
  await context.close();
}

async function walk(page: Page, links: string[]): Promise<number[]> {
  const times: number[] = [];
  for (const link of links) {
    times.push(await page.evaluate<number>(`(${CHANGE_TO})(${JSON.stringify(link)})`));
    await sleep(PAUSE);
  }
  return times;
}
