import { describe, expect, it } from '@jest/globals';
import { daysOf, periodBefore, periodIn, quartersUntil, quickOf, quickPeriod } from './period.ts';

const now = new Date('2026-03-15T23:59:59Z');

describe('the period of the evidence', () => {
  it('is chosen by one click, today in it', () => {
    expect(quickPeriod('days30', now)).toEqual({ from: '2026-02-14', to: '2026-03-15' });
    expect(quickPeriod('days365', now)).toEqual({ from: '2025-03-16', to: '2026-03-15' });
    expect(quickPeriod('year', now)).toEqual({ from: '2026-01', to: '2026-12' });
    expect(quickPeriod('lastYear', now)).toEqual({ from: '2025-01', to: '2025-12' });
    expect(quickOf({ from: '2025-01', to: '2025-12' }, now)).toBe('lastYear');
    expect(quickOf({ from: '2025-01', to: '2025-11' }, now)).toBeNull();
  });

  it('is a quarter that is over for those outside', () => {
    expect(quartersUntil(now, 2)).toEqual([
      { from: '2025-10', to: '2025-12' },
      { from: '2025-07', to: '2025-09' },
    ]);
  });

  it.each([
    [
      { from: '2026-02-14', to: '2026-03-15' },
      { from: '2026-01-15', to: '2026-02-13' },
    ],
    [
      { from: '2025-01', to: '2025-12' },
      { from: '2024-01', to: '2024-12' },
    ],
    [
      { from: '2025-11', to: '2026-01' },
      { from: '2025-08', to: '2025-10' },
    ],
    [
      { from: '2026-03-15', to: '2026-03-15' },
      { from: '2026-03-14', to: '2026-03-14' },
    ],
  ])('%j comes after %j', (period, before) => {
    expect(periodBefore(period)).toEqual(before);
  });

  it.each([
    ['from=2026-01&to=2026-02', { from: '2026-01', to: '2026-02' }],
    ['from=2026-01-10&to=2026-01', { from: '2026-01-10', to: '2026-01' }],
    ['from=2026-02&to=2026-01', null],
    ['from=2026-02', null],
    ['from=%3Cb%3E&to=2026-02', null],
    ['', null],
  ])('is read from the address ?%s', (address, period) => {
    expect(periodIn(new URLSearchParams(address))).toEqual(period);
  });

  it('has a first and a last day', () => {
    expect(daysOf({ from: '2024-02', to: '2024-02' })).toEqual({ from: '2024-02-01', to: '2024-02-29' });
  });
});
