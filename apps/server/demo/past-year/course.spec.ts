import { describe, expect, it } from '@jest/globals';
import { Year } from './course.ts';

const END = Date.parse('2026-03-15T00:00:00Z');
const courses = new Year(2010, 40, END).courses(200);

describe('the year before the story', () => {
  it('is the same each time', () => {
    expect(new Year(2010, 40, END).courses(200)).toEqual(courses);
  });

  it('is over when the story begins, each step after the one before', () => {
    for (const { reportedAt, openedAt, takenUpAt, coordinatedAt, closedAt, operators } of courses) {
      const steps = [
        reportedAt,
        openedAt,
        takenUpAt,
        coordinatedAt,
        ...(closedAt === null ? [] : [closedAt]),
      ];
      expect(steps).toEqual([...steps].sort((a, b) => a - b));
      for (const one of operators) {
        expect(one.toldAt).toBeGreaterThanOrEqual(openedAt);
        if (one.answeredAt !== null) expect(one.answeredAt).toBeGreaterThanOrEqual(one.toldAt);
        if (one.recoveredAt !== null) expect(one.recoveredAt).toBeGreaterThan(one.answeredAt ?? 0);
      }
      expect(openedAt).toBeLessThan(END);
    }
  });

  it('has something of everything that the evidence tells of', () => {
    const operators = courses.flatMap((course) => course.operators);
    expect(new Set(courses.map(({ kind }) => kind)).size).toBe(11);
    expect(new Set(courses.map(({ severity }) => severity)).size).toBe(5);
    expect(courses.some(({ closedAt }) => closedAt === null)).toBe(true);
    expect(courses.some(({ exercise }) => exercise)).toBe(true);
    expect(courses.some(({ isRejected }) => isRejected)).toBe(true);
    expect(operators.some(({ answeredAt }) => answeredAt === null)).toBe(true);
    expect(operators.some(({ isReached }) => isReached)).toBe(true);
  });
});
