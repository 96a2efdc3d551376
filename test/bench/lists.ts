import { Installation } from '../harness/installation.ts';
import { median, p95, tell } from './figure.ts';
import { fillLists, TLDS } from './full-lists.ts';
import { read } from './load.ts';

const OPERATORS = 1_500;
const FULL = 100_000;
const ASKED = 60;
/** ms */
const LIST_LIMIT = 100;
const SEARCH_LIMIT = 300;
const MOST_GROWTH = 2;
/** ms; below it two times differ by chance alone. */
const NOISE = 5;

interface Asked {
  what: string;
  limit: number;
  /** Differs from one call to the next, as people's questions do. */
  path: (call: number) => string;
}

const QUESTIONS: Asked[] = [
  { what: 'newest', limit: LIST_LIMIT, path: () => 'incidents' },
  { what: 'being worked on', limit: LIST_LIMIT, path: () => 'incidents?state=coordinating,monitoring' },
  {
    what: 'of a kind and severity',
    limit: LIST_LIMIT,
    path: (call) => `incidents?kind=ddos&severity=${call % 2 === 0 ? 'critical' : 'high'}`,
  },
  { what: 'of a rare kind', limit: LIST_LIMIT, path: () => 'incidents?kind=route-hijack' },
  {
    what: 'of a rare kind, closed',
    limit: LIST_LIMIT,
    path: () => 'incidents?kind=route-hijack&state=closed',
  },
  { what: 'under a rare label', limit: LIST_LIMIT, path: () => 'incidents?tlp=RED' },
  { what: 'of a TLD', limit: LIST_LIMIT, path: (call) => `incidents?tld=${TLDS[call % TLDS.length] ?? ''}` },
  {
    what: 'of an operator',
    limit: LIST_LIMIT,
    path: (call) => `incidents?operator=registry-${String(1 + call).padStart(5, '0')}`,
  },
  { what: 'that nobody has', limit: LIST_LIMIT, path: () => 'incidents?assignee=none&state=new' },
  { what: 'mine', limit: LIST_LIMIT, path: () => 'incidents?assignee=me' },
  {
    what: 'changed in the last minutes',
    limit: LIST_LIMIT,
    path: () => `incidents?updatedSince=${minutesAgo(20)}`,
  },
  { what: 'with a word in a hundred', limit: SEARCH_LIMIT, path: (call) => `incidents?q=word${call % 100}x` },
  {
    what: 'with a word in one',
    limit: SEARCH_LIMIT,
    path: (call) => `incidents?q=only%20${1 + call * 131}%20here`,
  },
  { what: 'with a word in all', limit: SEARCH_LIMIT, path: () => 'incidents?q=servers' },
  { what: 'with a word in none', limit: SEARCH_LIMIT, path: (call) => `incidents?q=nowhere${call}` },
  { what: 'with a number', limit: SEARCH_LIMIT, path: (call) => `incidents?q=L-${1 + call * 97}` },
  { what: 'with two letters in none', limit: SEARCH_LIMIT, path: () => 'incidents?q=%C3%BF%C3%BF' },
];

const minutesAgo = (minutes: number) =>
  encodeURIComponent(new Date(Date.now() - minutes * 60_000).toISOString());

/** L7: lists, filters and search at a tenth of the size and at all of it, in one run. */
export async function lists(): Promise<void> {
  const installation = await Installation.open({ queues: 'postgres' });
  if (installation === null) return;
  await installation.populate(OPERATORS, 1, 0);
  const service = await installation.start('web');
  const tenth = await measured(installation, FULL / 10);
  const full = await measured(installation, FULL);
  for (const { what, limit } of QUESTIONS) {
    const [small, large] = [tenth.get(what) ?? [], full.get(what) ?? []];
    const growth = Math.max(p95(large), NOISE) / Math.max(p95(small), NOISE);
    tell({
      bench: 'lists',
      figure: `GET /incidents, ${what}: ${FULL} incidents, ${FULL * 10} entries, p95 of ${ASKED}`,
      value: p95(large),
      unit: 'ms',
      median: median(large),
      aTenth: p95(small),
      growth,
      limit: `<= ${limit} ms, growth <= ${MOST_GROWTH}`,
      ok: p95(large) <= limit && growth <= MOST_GROWTH,
    });
  }
  await service.stop();
}

/** Fills up to so many incidents, and asks each question some times. @returns ms by question */
async function measured(installation: Installation, incidents: number): Promise<Map<string, number[]>> {
  await fillLists(installation, incidents);
  const caller = installation.caller(1);
  const times = new Map<string, number[]>();
  for (const { what, path } of QUESTIONS) {
    const own: number[] = [];
    for (let call = -5; call < ASKED; call += 1) {
      const begun = performance.now();
      read(await caller.call('GET', path(Math.max(0, call)), installation.token), 200);
      // The first ones warm up what a service that has run for a while has warm.
      if (call >= 0) own.push(performance.now() - begun);
    }
    times.set(what, own);
  }
  caller.close();
  return times;
}
