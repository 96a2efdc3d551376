import { describe, expect, it } from '@jest/globals';
import { backOffMinutes, isGivenUp, isWorthAPerson } from './retry.ts';

const START = new Date('2026-03-01T00:00:00Z');
const after = (minutes: number) => new Date(START.getTime() + minutes * 60_000);

describe('after a try that failed', () => {
  it('waits 1, 2, 4 … and never more than 60 minutes', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 50, 2_000].map(backOffMinutes)).toEqual([
      1, 2, 4, 8, 16, 32, 60, 60, 60, 60,
    ]);
    expect(backOffMinutes(0)).toBe(1);
  });

  it('gives up after two days, not before', () => {
    expect(isGivenUp(START, after(48 * 60))).toBe(false);
    expect(isGivenUp(START, after(48 * 60 + 1))).toBe(true);
  });

  it('calls for a person after 15 minutes, once, when it is urgent', () => {
    const row = { lane: 'urgent' as const, first_tried_at: START, escalated_at: null };
    expect(isWorthAPerson(row, after(14.99))).toBe(false);
    expect(isWorthAPerson(row, after(15))).toBe(true);
    expect(isWorthAPerson({ ...row, escalated_at: START }, after(600))).toBe(false);
    expect(isWorthAPerson({ ...row, lane: 'normal' }, after(600))).toBe(false);
  });
});
