import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { promiseText } from './promise-words.ts';
import { parsePromises, PromisesError, promiseRows } from './promises.ts';

const shipped = (): Record<string, Record<string, number>> =>
  JSON.parse(readFileSync(new URL('../../../../config/promises.json', import.meta.url), 'utf8')) as Record<
    string,
    Record<string, number>
  >;

const faultsOf = (file: unknown): readonly string[] => {
  try {
    parsePromises(file);
    return [];
  } catch (error) {
    return error instanceof PromisesError ? error.faults : [String(error)];
  }
};

describe('our own promises', () => {
  it('are those of the shipped file, in seconds', () => {
    expect(parsePromises(shipped())).toEqual({
      triage: { critical: 900, high: 3_600, medium: 28_800 },
      first_notice: { critical: 1_800, high: 7_200 },
      answers: { critical: 3_600, high: 14_400 },
    });
  });

  it('name every fault of the file at once', () => {
    const file = { ...shipped(), triage: { critical: 0, high: 1.5, urgent: 3 }, lunch: { high: 60 } };
    expect(faultsOf(file).map((fault) => fault.replace(/:.*/, ''))).toEqual([
      'promises.json triage.critical',
      'promises.json triage.high',
      'promises.json triage',
      'promises.json ',
    ]);
    expect(faultsOf(null)).toHaveLength(1);
    expect(faultsOf({ ...shipped(), answer: { high: 10_081 } })).toHaveLength(1);
    expect(faultsOf({ ...shipped(), answer: { high: 10_080 } })).toEqual([]);
  });

  it('never give the worse more time than the lesser', () => {
    expect(faultsOf({ ...shipped(), answer: { critical: 60, medium: 59 } })).toEqual([
      'promises.json answer: must give the worse severity no more time than the lesser one',
    ]);
    expect(faultsOf({ ...shipped(), answer: { critical: 60, medium: 60 } })).toEqual([]);
  });

  it('stand for the query one row a severity, those without a promise empty', () => {
    expect(promiseRows(parsePromises(shipped()))).toEqual([
      { severity: 'critical', rank: 0, triage: 900, first_notice: 1_800, answers: 3_600 },
      { severity: 'high', rank: 1, triage: 3_600, first_notice: 7_200, answers: 14_400 },
      { severity: 'medium', rank: 2, triage: 28_800, first_notice: null, answers: null },
      { severity: 'low', rank: 3, triage: null, first_notice: null, answers: null },
      { severity: 'info', rank: 4, triage: null, first_notice: null, answers: null },
    ]);
  });

  it.each([
    [900, '15 minutes'],
    [60, '1 minute'],
    [3_600, '1 hour'],
    [5_400, '90 minutes'],
    [28_800, '8 hours'],
  ])('say %i s as %s', (seconds, words) => {
    expect(promiseText('triage', 'high', seconds, 'en')).toBe(
      `A high report is taken up by a person within ${words}.`,
    );
  });
});
