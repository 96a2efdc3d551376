import { describe, expect, it } from '@jest/globals';
import { AFFECTED_STATES, INCIDENT_STATES } from '#libs/contracts';
import { IncidentFault } from './faults.ts';
import { assertTransition, isOperatorAnswer, legalTransitions, OPEN_STATES, UNTOLD_STATES } from './state.ts';

const codeOf = (act: () => void): string => {
  try {
    act();
    return 'fine';
  } catch (error) {
    return error instanceof IncidentFault ? error.code : String(error);
  }
};

describe('the state of an incident', () => {
  it('never becomes duplicate by hand, nor what it is', () => {
    for (const from of INCIDENT_STATES) {
      expect(legalTransitions(from)).not.toContain('duplicate');
      expect(legalTransitions(from)).not.toContain(from);
    }
    expect(legalTransitions('duplicate')).toEqual([]);
  });

  it('can be left from wherever it got by hand, and every state but duplicate is reached from new', () => {
    const reached = new Set<string>(['new']);
    for (const state of reached)
      for (const next of legalTransitions(state as (typeof INCIDENT_STATES)[number])) reached.add(next);
    expect([...reached].sort()).toEqual(INCIDENT_STATES.filter((state) => state !== 'duplicate').sort());
    for (const state of INCIDENT_STATES.filter((each) => each !== 'duplicate'))
      expect(legalTransitions(state)).not.toEqual([]);
  });

  it('asks why for every end and every way back', () => {
    for (const from of INCIDENT_STATES) {
      for (const to of legalTransitions(from)) {
        const needs = [from, to].some((state) => !OPEN_STATES.includes(state));
        for (const reason of [undefined, '', '  '])
          expect(codeOf(() => assertTransition(from, to, reason))).toBe(
            needs ? 'incident.reason_needed' : 'fine',
          );
        expect(codeOf(() => assertTransition(from, to, 'because'))).toBe('fine');
      }
    }
  });

  it('names the legal ways when it refuses one', () => {
    expect(() => assertTransition('new', 'closed', 'x')).toThrow(
      expect.objectContaining({
        code: 'incident.illegal_transition',
        details: { from: 'new', legal: ['triaging', 'rejected'] },
      }),
    );
    expect(() => assertTransition('duplicate', 'new', 'x')).toThrow(/split it off instead/);
  });
});

it('an operator says what it knows of itself, and never that it was not told', () => {
  expect(AFFECTED_STATES.filter(isOperatorAnswer)).toEqual([
    'seen',
    'investigating',
    'affected',
    'not_affected',
    'mitigating',
    'recovered',
  ]);
  expect(UNTOLD_STATES.some(isOperatorAnswer)).toBe(false);
});
