import type { Page } from 'playwright-core';
import { settled, visitor } from '../../harness/console-page.ts';
import type { Console } from './asked.ts';
import { tell } from '../figure.ts';
import { PERSON } from './made.ts';

const LIMIT = 250 * 1_024;
/** What the browser fetches before anything can be read; headers and answers of the API are counted beside. */
const CODE = ['Document', 'Script', 'Stylesheet'];

interface Fetched {
  kind: string;
  /** Over the line, as it was compressed. */
  bytes: number;
  header: number;
}

/** Everything that comes over the line from an empty browser at the sign-in page to the board. */
export async function tellFirstLoad({ browser, url }: Console): Promise<void> {
  const { context, page } = await visitor(browser, url, null);
  const fetched = await listen(page);
  await page.goto('/sign-in');
  await page.locator('#email').fill(PERSON.email);
  await page.locator('#password').fill(PERSON.password);
  await page.locator('#password').press('Enter');
  await page.waitForURL(/\/console\/board$/);
  await settled(page);
  const code = fetched.filter(({ kind }) => CODE.includes(kind));
  const total = sumOf(code);
  tell({
    bench: 'console',
    figure: 'first load, sign-in page to board, HTML, scripts and styles as they came over the line',
    value: total,
    unit: 'bytes',
    scripts: sumOf(code.filter(({ kind }) => kind === 'Script')),
    styles: sumOf(code.filter(({ kind }) => kind === 'Stylesheet')),
    files: code.length,
    headers: code.reduce((sum, { header }) => sum + header, 0),
    answersOfTheApi: sumOf(fetched) - total,
    limit: `<= ${LIMIT} bytes`,
    ok: total <= LIMIT,
  });
  await context.close();
}

/** Adds up as it comes; what a cache of the browser gives costs nothing. */
async function listen(page: Page): Promise<Fetched[]> {
  const session = await page.context().newCDPSession(page);
  const kinds = new Map<string, Fetched>();
  const [cached, fetched] = [new Set<string>(), [] as Fetched[]];
  session.on('Network.requestServedFromCache', ({ requestId }) => void cached.add(requestId));
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (response.fromDiskCache !== true && !cached.has(requestId))
      kinds.set(requestId, { kind: type, bytes: 0, header: response.encodedDataLength });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const one = kinds.get(requestId);
    if (one !== undefined) fetched.push({ ...one, bytes: Math.max(0, encodedDataLength - one.header) });
  });
  await session.send('Network.enable');
  return fetched;
}

const sumOf = (fetched: Fetched[]) => fetched.reduce((sum, { bytes }) => sum + bytes, 0);
