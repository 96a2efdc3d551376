import type { Page } from 'playwright-core';
import { settled, visitor } from '../../harness/console-page.ts';
import type { Installation } from '../../harness/installation.ts';
import type { Console } from './asked.ts';
import { median, tell } from '../figure.ts';
import { read } from '../load.ts';
import { OPEN_INCIDENTS, PERSON } from './made.ts';

const USABLE_LIMIT = 1_500;
/** Changes are gathered for 400 ms, so that a flood does not ask for the same list a hundred times. */
const LIVE_LIMIT = 1_500;
const LONG_TASK_LIMIT = 100;
const TIMES = 5;
/** Pages of the list that are asked for before it is scrolled. */
const PAGES = 9;

const WATCH_TASKS = `window.longTasks = [];
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'longtask' })`;
/** Down to the end and up again, a little each frame; answers ms of each frame. */
const SCROLL = `new Promise((done) => {
  const frames = [];
  const end = document.documentElement.scrollHeight - innerHeight;
  let [before, place, step] = [performance.now(), 0, end / 120];
  const next = (now) => {
    frames.push(now - before);
    before = now;
    place += step;
    if (place >= end) step = -step;
    if (place < 0) return done(frames);
    scrollTo(0, place);
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
})`;

/** The board of a bad year: until it can be used, until it tells of a change, and how it scrolls. */
export async function tellBoard({ browser, url }: Console, installation: Installation): Promise<void> {
  const { context, page } = await visitor(browser, url, PERSON);
  await context.addInitScript(WATCH_TASKS);
  await tellUsable(page);
  await tellLive(page, installation);
  await tellScrolling(page);
  await context.close();
}

async function tellUsable(page: Page): Promise<void> {
  const times: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    await page.goto('about:blank');
    const begun = performance.now();
    await page.goto('/console/board');
    await settled(page);
    times.push(performance.now() - begun);
  }
  tell({
    bench: 'console',
    figure: `board with ${OPEN_INCIDENTS} open incidents, opened by its address until it can be used, median of ${TIMES}`,
    value: median(times),
    unit: 'ms',
    worst: Math.max(...times),
    limit: `<= ${USABLE_LIMIT} ms`,
    ok: median(times) <= USABLE_LIMIT,
  });
}

/** From the answer to a change of somebody else until the board shows it by itself. */
async function tellLive(page: Page, installation: Installation): Promise<void> {
  const caller = installation.caller(1);
  const shown = read(await caller.call('GET', 'board?limit=1', installation.token), 200);
  const { due } = shown as { due: { items: { id: string; version: number }[] } };
  const [first] = due.items;
  if (first === undefined) throw new Error('the board is empty');
  const times: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const title = `Changed for the ${time + 1}. time`;
    const change = { title };
    const headers = { 'If-Match': `"${first.version + time}"` };
    read(
      await caller.call(
        'PATCH',
        `incidents/${first.id}`,
        installation.token,
        JSON.stringify(change),
        headers,
      ),
      200,
    );
    const begun = performance.now();
    await page.getByText(title).first().waitFor();
    times.push(performance.now() - begun);
  }
  caller.close();
  tell({
    bench: 'console',
    figure: `board with ${OPEN_INCIDENTS} open incidents, from a change that was answered to its sight without a reload, median of ${TIMES}`,
    value: median(times),
    unit: 'ms',
    worst: Math.max(...times),
    limit: `<= ${LIVE_LIMIT} ms`,
    ok: median(times) <= LIVE_LIMIT,
  });
}

async function tellScrolling(page: Page): Promise<void> {
  for (let more = 0; more < PAGES; more += 1) {
    await page.getByRole('button', { name: 'Show more' }).first().click();
    await settled(page);
  }
  await page.evaluate('longTasks.length = 0');
  const frames = await page.evaluate<number[]>(SCROLL);
  const tasks = await page.evaluate<number[]>('longTasks');
  const longest = Math.max(0, ...tasks);
  tell({
    bench: 'console',
    figure: `board with ${50 * (PAGES + 1)} rows shown, scrolled to its end and back: longest task of the page`,
    value: longest,
    unit: 'ms',
    longTasks: tasks.length,
    frames: frames.length,
    framesOver50Ms: frames.filter((ms) => ms > 50).length,
    limit: `<= ${LONG_TASK_LIMIT} ms`,
    ok: longest <= LONG_TASK_LIMIT,
  });
}
