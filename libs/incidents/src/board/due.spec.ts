import { describe, expect, it } from '@jest/globals';
import { allLanes, dueOf } from './due.ts';
import { parsePromises } from './promises.ts';

const promises = parsePromises({
  triage: { critical: 15, high: 60, medium: 480 },
  firstNotice: { critical: 30, high: 120 },
  answer: { critical: 60, high: 240 },
});
const NONE = { triage: null, first_notice: null, answers: null };
const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 3, minutes)).toISOString();

describe('what is due next', () => {
  it('is nothing where nothing is outstanding, or nothing was promised', () => {
    expect(dueOf(promises, 'critical', NONE, 'en')).toBeNull();
    expect(dueOf(promises, 'low', { triage: at(0), first_notice: at(0), answers: at(0) }, 'en')).toBeNull();
    expect(dueOf(promises, 'medium', { ...NONE, first_notice: at(0), answers: at(0) }, 'en')).toBeNull();
  });

  it('is the promise that is over first', () => {
    expect(dueOf(promises, 'critical', { ...NONE, triage: at(0), first_notice: at(0) }, 'en')).toEqual({
      what: 'triage',
      at: at(15),
      startedAt: at(0),
      limitSeconds: 900,
      why: 'A critical report is taken up by a person within 15 minutes.',
    });
    expect(
      dueOf(promises, 'critical', { triage: at(60), first_notice: at(44), answers: at(20) }, 'en'),
    ).toMatchObject({
      what: 'first_notice',
      at: at(74),
      startedAt: at(44),
    });
    expect(
      dueOf(promises, 'high', { triage: at(200), first_notice: at(140), answers: at(19) }, 'en'),
    ).toMatchObject({
      what: 'answers',
      at: at(259),
      why: 'An operator that was told of a high incident answers within 4 hours.',
    });
  });

  it('is the first in the order of the work where two are over at once', () => {
    const outstanding = { triage: at(15), first_notice: at(0), answers: null };
    expect(dueOf(promises, 'critical', outstanding, 'en')).toMatchObject({ what: 'triage', at: at(30) });
  });

  it('reads instants as the database writes them', () => {
    const due = dueOf(promises, 'high', { ...NONE, triage: '2026-01-01T04:00:00.5+01:00' }, 'en');
    expect(due).toMatchObject({ startedAt: '2026-01-01T03:00:00.500Z', at: '2026-01-01T04:00:00.500Z' });
  });
});

it('lanes are all five, worst first, the empty ones too', () => {
  const high = { severity: 'high' as const, open: 2, silent: 5, overdue: 1, unassigned: 2 };
  const lanes = allLanes([high]);
  expect(lanes.map(({ severity }) => severity)).toEqual(['critical', 'high', 'medium', 'low', 'info']);
  expect(lanes[1]).toBe(high);
  expect(lanes[4]).toEqual({ severity: 'info', open: 0, silent: 0, overdue: 0, unassigned: 0 });
});
