import { describe, expect, it } from '@jest/globals';
import { AFFECTED_STATES } from '#libs/contracts';
import { askedOf } from './asked.ts';

const TOLD = new Date('2026-03-01T02:00:00Z');
const PROMISES = { triage: {}, first_notice: {}, answers: { critical: 1_800 } };
const KNOWN = new Date('2026-03-01T01:00:00Z');

describe('what is asked of an operator', () => {
  const of = (state: (typeof AFFECTED_STATES)[number], severity: 'critical' | 'high' = 'high') =>
    askedOf({ state, severity, toldAt: TOLD, answeredAt: null, knownSince: KNOWN }, PROMISES);

  it('is a first word once it was told, by our own promise', () => {
    expect(of('told')).toMatchObject({ asked: 'answer', since: TOLD });
    expect(of('told').dueAt).toEqual(new Date('2026-03-01T06:00:00Z'));
    expect(of('no_answer', 'critical').dueAt).toEqual(new Date('2026-03-01T02:30:00Z'));
  });

  it('is not due any more once it has said anything, and nothing where it was never told', () => {
    for (const state of AFFECTED_STATES.filter((each) => each !== 'told' && each !== 'no_answer'))
      expect([state, of(state).dueAt]).toEqual([state, null]);
    const untold = askedOf(
      { state: 'not_told', severity: 'critical', toldAt: null, answeredAt: null, knownSince: KNOWN },
      PROMISES,
    );
    expect(untold).toMatchObject({ asked: 'nothing', since: KNOWN });
  });

  it('never offers the answer that stands already', () => {
    for (const state of AFFECTED_STATES) {
      expect(of(state).answers).not.toContain(state);
      expect(of(state).answers.length).toBeGreaterThanOrEqual(2);
    }
  });
});
