import { settled, visitor } from '../../harness/console-page.ts';
import { bytesOf, isCode, listen } from '../../harness/over-the-line.ts';
import type { Console } from './asked.ts';
import { tell } from '../figure.ts';
import { PERSON } from './made.ts';

const LIMIT = 250 * 1_024;

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
  const code = fetched.filter(isCode);
  const total = bytesOf(code);
  tell({
    bench: 'console',
    figure: 'first load, sign-in page to board, HTML, scripts and styles as they came over the line',
    value: total,
    unit: 'bytes',
    scripts: bytesOf(code.filter(({ kind }) => kind === 'Script')),
    styles: bytesOf(code.filter(({ kind }) => kind === 'Stylesheet')),
    files: code.length,
    headers: code.reduce((sum, { header }) => sum + header, 0),
    answersOfTheApi: bytesOf(fetched) - total,
    limit: `<= ${LIMIT} bytes`,
    ok: total <= LIMIT,
  });
  await context.close();
}
