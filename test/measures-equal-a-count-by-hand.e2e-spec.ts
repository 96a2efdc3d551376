import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MeasureView, ResponseTimesView } from '#libs/contracts';
import { MEASURED_BY, regionOf } from '#libs/contracts';
import { keepYear, MadeYear } from './fixtures/made-year.ts';
import { figuresByHand, samplesByHand } from './fixtures/measured-by-hand.ts';
import type { RawEntry, RawIncident, RawOperator, RawPromises, Sample } from './fixtures/measured-by-hand.ts';
import { readPromiseFile } from '#config/rules';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

const INCIDENTS = 5_000;
const SEED = 20_100_409;
const COUNTRIES = ['DE', 'FR', 'JP', 'BR', 'KE', 'US', undefined];
const promises = readPromiseFile() as RawPromises;
const YEAR = 'from=2025-01&to=2026-12';

describe(`measures equal a count by hand (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let observer: Api;
  let samples: Sample[];
  let operators: RawOperator[];

  beforeAll(async () => {
    test = await TestService.start();
    await test.importOperators(
      ...Array.from({ length: 28 }, (_, n) => ({
        slug: `op-${String(n).padStart(2, '0')}`,
        country: COUNTRIES[n % COUNTRIES.length],
        tlds: [],
        contacts: [{ email: `noc@op-${n}.example`, role: 'noc' }],
      })),
    );
    staff = await test.signUp('responder');
    observer = await test.signUp('observer');
    operators = await test.sql<RawOperator & Record<string, unknown>>(
      'SELECT id, slug, country FROM operators ORDER BY slug',
    );
    const year = new MadeYear(
      SEED,
      operators.map(({ id }) => id),
      Date.parse('2025-01-01T00:00:00Z'),
    );
    await keepYear((text, values) => test.sql(text, values), year.fill(INCIDENTS));
    samples = samplesByHand(
      await test.sql<RawIncident & Record<string, unknown>>(
        'SELECT id, kind, severity, exercise, confirmed FROM incidents',
      ),
      operators,
      await test.sql<RawEntry & Record<string, unknown>>(
        `SELECT stream_id AS "streamId", index, at, recorded_at AS "recordedAt", type, data FROM timeline_entries WHERE stream = 'incident'`,
      ),
    );
  });
  afterAll(() => test.stop());

  const measured = async (api: Api, query: string) =>
    (await api.get<ResponseTimesView>(`stats/response-times?${query}`)).body;

  const shown = (measures: MeasureView[]) =>
    measures.map(({ measure, all, leftOut, groups }) => ({
      measure,
      all,
      leftOut: Object.fromEntries((leftOut ?? []).map(({ reason, count }) => [reason, count])),
      groups: groups.map(({ name: _name, ...figures }) => figures),
    }));

  it.each(MEASURED_BY)('over a year, told apart by %s', async (by) => {
    const { measures } = await measured(staff, `${YEAR}&by=${by}`);
    expect(shown(measures)).toEqual(figuresByHand(samples, by, promises));
    // Nothing of it is there by being empty.
    for (const { all } of measures) expect(all.n).toBeGreaterThan(200);
  });

  it.each<[string, (sample: Sample) => boolean]>([
    ['kind=ddos', ({ kind }) => kind === 'ddos'],
    ['severity=critical', ({ severity }) => severity === 'critical'],
    ['operator=op-03', (sample) => sample.operators.some(({ slug }) => slug === 'op-03')],
    ['region=europe', (sample) => sample.operators.some(({ country }) => regionOf(country) === 'europe')],
    [
      'kind=registry-failure&region=africa&severity=low',
      (sample) =>
        sample.kind === 'registry-failure' &&
        sample.severity === 'low' &&
        sample.operators.some(({ country }) => regionOf(country) === 'africa'),
    ],
  ])('and narrowed to %s', async (narrowed, isIn) => {
    const { measures } = await measured(staff, `${YEAR}&by=month&${narrowed}`);
    expect(shown(measures)).toEqual(figuresByHand(samples.filter(isIn), 'month', promises));
  });

  it('and by when the clock started, the first and the last instant of a month in it', async () => {
    const { measures } = await measured(staff, 'from=2025-02&to=2025-03&by=kind');
    const [from, to] = [new Date('2025-02-01T00:00:00Z'), new Date('2025-04-01T00:00:00Z')];
    const within = samples.filter(({ startedAt }) => startedAt >= from && startedAt < to);
    expect(shown(measures)).toEqual(figuresByHand(within, 'kind', promises));
  });

  it('says what is measured, and refuses what it cannot measure', async () => {
    const { measures, rules } = await measured(staff, YEAR);
    expect(rules.join(' ')).toContain('Exercises');
    for (const { definition } of measures)
      expect(
        [definition.starts, definition.stops, definition.never].every((words) => words.length > 10),
      ).toBe(true);
    for (const query of [
      'from=2025-13',
      'by=tld',
      'kind=no-such-kind',
      'operator=nobody',
      'from=2026-02&to=2026-01',
      'x=1',
    ])
      expect([query, (await staff.get(`stats/response-times?${query}`)).status]).toEqual([query, 400]);
  });

  it('tells observers of whole quarters, of nobody, and of nothing that fewer than five stand behind', async () => {
    const { measures, fewest } = await measured(observer, 'from=2025-04&to=2025-06&by=region');
    expect(fewest).toBe(5);
    const [from, to] = [new Date('2025-04-01T00:00:00Z'), new Date('2025-07-01T00:00:00Z')];
    const within = samples.filter(({ startedAt }) => startedAt >= from && startedAt < to);
    for (const { measure, all, groups, leftOut } of measures) {
      const done = within.filter((sample) => sample.measure === measure && typeof sample.end === 'object');
      expect([all.n, all.open, all.never, leftOut]).toEqual([done.length, null, null, null]);
      // Four operators in each region but Europe with eight: one region alone could be told, and would not be.
      expect(groups.map(({ key }) => key)).toEqual(['europe']);
      for (const { medianSeconds } of groups) expect((medianSeconds ?? 0) % 60).toBe(0);
    }
    for (const query of [
      'from=2025-04&to=2025-07',
      'by=operator',
      'severity=low',
      'region=europe',
      'operator=op-01',
    ])
      expect([query, (await observer.get(`stats/response-times?${query}`)).status]).toEqual([query, 400]);
    expect(
      (await (await test.signUp('operator', { operator: 'op-01' })).get('stats/response-times')).status,
    ).toBe(403);
  });
});
