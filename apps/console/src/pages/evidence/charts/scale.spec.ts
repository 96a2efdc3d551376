import { describe, expect, it } from '@jest/globals';
import { roundTop, timeMarks, timePosition } from './scale.ts';

describe('the scales of the charts', () => {
  it.each([
    [
      [2, 50_000],
      [1, 60, 3_600, 86_400],
    ],
    [
      [120, 180],
      [60, 3_600],
    ],
    [[60], [1, 60]],
    [
      [3_600, 3_600],
      [60, 3_600],
    ],
    [
      [0, 0],
      [1, 60],
    ],
    [[40_000_000], [2_592_000, 31_536_000]],
  ])('times of %j s lie between marks that have a word', (seconds, marks) => {
    expect(timeMarks(seconds)).toEqual(marks);
  });

  it('each mark is as far from the next', () => {
    const marks = [1, 60, 3_600, 86_400];
    expect(marks.map((mark) => Math.round(timePosition(mark, marks)))).toEqual([0, 33, 67, 100]);
    expect(timePosition(Math.sqrt(60), marks)).toBeCloseTo(100 / 6);
    expect(timePosition(0, marks)).toBe(0);
    expect(timePosition(1e9, marks)).toBe(100);
  });

  it.each([
    [0, 4],
    [3, 4],
    [5, 8],
    [11, 20],
    [34, 40],
    [99, 100],
    [100, 100],
    [101, 200],
  ])('the axis of counts up to %d ends at %d', (most, top) => {
    expect(roundTop(most)).toBe(top);
  });
});
