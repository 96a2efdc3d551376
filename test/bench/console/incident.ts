import { settled, visitor } from '../../harness/console-page.ts';
import type { Console } from './asked.ts';
import { median, tell } from '../figure.ts';
import { OPERATORS, PERSON } from './made.ts';

const LIMIT = 1_500;
const TIMES = 5;

/** The incident that touches everybody, opened by its address in a browser that knows the console. */
export async function tellIncident({ browser, url }: Console, incidentId: string): Promise<void> {
  const { context, page } = await visitor(browser, url, PERSON);
  await page.goto('/console/board');
  await settled(page);
  const times: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    await page.goto('about:blank');
    const begun = performance.now();
    await page.goto(`/console/incidents/${incidentId}`);
    await page.getByText(`Registry registry-00000`).first().waitFor();
    await settled(page);
    times.push(performance.now() - begun);
  }
  tell({
    bench: 'console',
    figure: `incident with ${OPERATORS} operators and 1,000 entries, opened by its address until it can be used, median of ${TIMES}`,
    value: median(times),
    unit: 'ms',
    worst: Math.max(...times),
    limit: `<= ${LIMIT} ms`,
    ok: median(times) <= LIMIT,
  });
  await context.close();
}
