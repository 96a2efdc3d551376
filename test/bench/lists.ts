import { Installation } from '../harness/installation.ts';
import { median, p95, tell } from './figure.ts';
import { fillLists } from './full-lists.ts';
import { QUESTIONS } from './list-questions.ts';
import type { Subjects } from './list-questions.ts';
import { read } from './load.ts';

const OPERATORS = 1_500;
const FULL = 100_000;
const ASKED = 60;
const MOST_GROWTH = 2;
/** ms; below it two times differ by chance alone. */
const NOISE = 5;

/** L7: lists, filters and search at a tenth of the size and at all of it, in one run. */
export async function lists(): Promise<void> {
  const installation = await Installation.open({ queues: 'postgres' });
  if (installation === null) return;
  const [operator] = await installation.populate(OPERATORS, 1, 1);
  const service = await installation.start('web');
  const operatorToken = operator?.token ?? '';
  const tenth = await measured(installation, operatorToken, FULL / 10);
  const full = await measured(installation, operatorToken, FULL);
  for (const { what, limit, readsAll = false } of QUESTIONS) {
    const [small, large] = [tenth.get(what) ?? [], full.get(what) ?? []];
    // Of the middle ones: three slow ones of sixty say more of the machine than of the size.
    const growth = Math.max(median(large), NOISE) / Math.max(median(small), NOISE);
    tell({
      bench: 'lists',
      figure: `${what}: ${FULL} incidents, ${FULL * 10} entries, ${FULL / 10} open deadlines, p95 of ${ASKED}`,
      value: p95(large),
      unit: 'ms',
      median: median(large),
      aTenth: p95(small),
      aTenthMedian: median(small),
      growth,
      limit: `<= ${limit} ms${readsAll ? '' : `, growth of the median <= ${MOST_GROWTH}`}`,
      ok: p95(large) <= limit && (readsAll || growth <= MOST_GROWTH),
    });
  }
  await service.stop();
}

/** Fills up to so many incidents, and asks each question some times. @returns ms by question */
async function measured(
  installation: Installation,
  operatorToken: string,
  incidents: number,
): Promise<Map<string, number[]>> {
  await fillLists(installation, incidents);
  const subjects = await subjectsOf(installation);
  const caller = installation.caller(1);
  const times = new Map<string, number[]>();
  for (const { what, path, asOperator = false } of QUESTIONS) {
    const own: number[] = [];
    const token = asOperator ? operatorToken : installation.token;
    for (let call = -5; call < ASKED; call += 1) {
      const begun = performance.now();
      read(await caller.call('GET', path(Math.max(0, call), subjects), token), 200);
      // The first ones warm up what a service that has run for a while has warm.
      if (call >= 0) own.push(performance.now() - begun);
    }
    times.set(what, own);
  }
  caller.close();
  return times;
}

async function subjectsOf(installation: Installation): Promise<Subjects> {
  const some = async (table: string) => {
    const rows = await installation.sql<{ id: string }>(
      `SELECT id FROM ${table} ORDER BY md5(id::text) LIMIT ${ASKED}`,
    );
    return rows.map(({ id }) => id);
  };
  return { incidents: await some('incidents'), deadlines: await some('deadlines') };
}
