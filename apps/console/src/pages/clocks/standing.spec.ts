import { describe, expect, it } from '@jest/globals';
import { DEADLINE_STATES, OPEN_DEADLINE_STATES } from '#libs/contracts';
import type { LadderStepView } from '#libs/contracts';
import { isOpen, isQuiet, nextStep } from './standing.ts';

const AT = '2026-03-01T12:00:00.000Z';
const rung = (step: LadderStepView['step'], outcome: LadderStepView['outcome']): LadderStepView => ({
  step,
  at: AT,
  why: null,
  outcome,
  told: [],
});

describe('a clock', () => {
  it('asks something as long as the service counts it as open', () =>
    expect(DEADLINE_STATES.filter((state) => isOpen({ state }))).toEqual([...OPEN_DEADLINE_STATES]));

  it('goes on with the first step that has not been climbed, and with none once it is over', () => {
    const ladder = [rung('duty', 'told'), rung('next_contact', null), rung('lead', null)];
    expect(nextStep({ state: 'overdue', ladder })?.step).toBe('next_contact');
    expect(nextStep({ state: 'met_late', ladder })).toBeNull();
    expect(nextStep({ state: 'running', ladder: [rung('duty', 'nobody')] })).toBeNull();
  });

  it('is quiet until the instant that somebody named, and not at it', () => {
    expect(isQuiet({ quietUntil: null }, 0)).toBe(false);
    expect(isQuiet({ quietUntil: AT }, Date.parse(AT) - 1)).toBe(true);
    expect(isQuiet({ quietUntil: AT }, Date.parse(AT))).toBe(false);
  });
});
