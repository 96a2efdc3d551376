import { describe, expect, it } from '@jest/globals';
import {
  instantsOf,
  isMonthOrDay,
  isPastQuarter,
  lastQuarter,
  lengthOf,
  MONTH,
  monthsOf,
  monthsUntil,
} from './period.ts';

const at = (text: string) => new Date(text);

describe('a period', () => {
  it('goes back over the end of a year', () => {
    expect(monthsUntil(at('2026-02-28T23:59:59Z'), 12)).toEqual({ from: '2025-03', to: '2026-02' });
    expect(monthsUntil(at('2026-01-01T00:00:00Z'), 1)).toEqual({ from: '2026-01', to: '2026-01' });
    expect(lastQuarter(at('2026-01-01T00:00:00Z'))).toEqual({ from: '2025-10', to: '2025-12' });
    expect(lastQuarter(at('2026-06-30T23:59:59Z'))).toEqual({ from: '2026-01', to: '2026-03' });
  });

  it.each([
    ['2026-01', '2026-03', true],
    ['2025-10', '2025-12', true],
    ['2026-04', '2026-06', false],
    ['2026-02', '2026-04', false],
    ['2026-01', '2026-02', false],
    ['2025-01', '2025-12', false],
    ['2026-03', '2026-01', false],
    ['2026-01-01', '2026-03-31', false],
    ['2026-01', '2026-03-31', false],
  ])('from %s to %s is a quarter that is over in May 2026: %s', (from, to, isOne) => {
    expect(isPastQuarter({ from, to }, at('2026-05-15T00:00:00Z'))).toBe(isOne);
  });

  it('has its months and its two ends', () => {
    expect(monthsOf({ from: '2025-11', to: '2026-02' })).toEqual([
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
    ]);
    expect(monthsOf({ from: '2026-02', to: '2026-02' })).toEqual(['2026-02']);
    expect(instantsOf({ from: '2025-11', to: '2025-12' })).toEqual([
      '2025-11-01T00:00:00Z',
      '2026-01-01T00:00:00Z',
    ]);
  });

  it('is written in months that there are', () => {
    expect(
      ['2026-01', '2026-12', '2026-13', '2026-00', '2026-1', '0026-01'].filter((text) => MONTH.test(text)),
    ).toEqual(['2026-01', '2026-12']);
  });

  it('begins and ends with days as well, the last of them in it', () => {
    expect(instantsOf({ from: '2024-02-28', to: '2024-02-29' })).toEqual([
      '2024-02-28T00:00:00Z',
      '2024-03-01T00:00:00Z',
    ]);
    expect(instantsOf({ from: '2025-12-15', to: '2026-01' })).toEqual([
      '2025-12-15T00:00:00Z',
      '2026-02-01T00:00:00Z',
    ]);
    expect(monthsOf({ from: '2025-12-15', to: '2026-02-01' })).toEqual(['2025-12', '2026-01', '2026-02']);
    expect(lengthOf({ from: '2026-01', to: '2026-02' })).toEqual({ days: 59, months: 2 });
    expect(lengthOf({ from: '2026-03-01', to: '2026-03-30' }).days).toBe(30);
    expect(lengthOf({ from: '2025-01-01', to: '2025-12-31' }).months).toBeCloseTo(12, 1);
  });

  it.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2024-02-29', true],
    ['2026-04-31', false],
    ['2026-12-00', false],
    ['2026-12', true],
    ['2026-12-1', false],
    ['2026-12-01T00:00', false],
  ])('%s is a month or a day: %s', (text, isOne) => {
    expect(isMonthOrDay(text)).toBe(isOne);
  });
});
