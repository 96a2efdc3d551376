import { describe, expect, it } from '@jest/globals';
import type { TimelineEntryView } from '#libs/contracts';
import { factAgain, factFaults, factOf, noFact } from './fact-draft.ts';

const NOW = Date.parse('2026-01-15T12:00:00Z');
const auckland = (wall: string) => ({ wall, zone: 'Pacific/Auckland' });
const typed = { ...noFact('UTC'), what: ' Answers failed ', from: auckland('2026-01-15T14:00') };
const stated: TimelineEntryView = {
  index: 7,
  at: '2026-01-15T01:00:37.250Z',
  until: '2026-01-15T01:30:59.000Z',
  uncertain: true,
  recordedAt: '2026-01-15T02:00:00.000Z',
  actor: { kind: 'user', name: 'Responder' },
  type: 'fact.stated',
  data: { what: 'Answers failed', operatorId: null },
};

describe('a fact that is stated', () => {
  it('is at the instant that the clock of its zone showed', () =>
    expect(factOf({ ...typed, observed: auckland('2026-01-15T14:20') }, null)).toEqual({
      what: 'Answers failed',
      from: '2026-01-15T01:00:00.000Z',
      uncertain: false,
      observedAt: '2026-01-15T01:20:00.000Z',
    }));

  it('names each field that is wrong', () => {
    const faults = (part: Partial<typeof typed>) => factFaults({ ...typed, ...part }, NOW);
    expect(factFaults(noFact('UTC'), NOW)).toEqual({ what: 'missing', from: 'missing' });
    expect(faults({})).toEqual({});
    expect(faults({ to: auckland('2026-01-15T13:59') })).toEqual({ to: 'turned' });
    expect(faults({ to: auckland('2026-01-15T14:00') })).toEqual({});
    expect(faults({ observed: auckland('2026-01-15T13:59') })).toEqual({ observed: 'before' });
    expect(faults({ observed: auckland('2026-01-15T13:59'), uncertain: true })).toEqual({});
    expect(faults({ observed: auckland('2026-01-16T01:01') })).toEqual({ observed: 'ahead' });
  });
});

describe('a fact that is corrected', () => {
  it('keeps the seconds of what was not touched, and says which it corrects', () => {
    const again = factAgain(stated, 'Pacific/Auckland');
    expect(again.from).toEqual(auckland('2026-01-15T14:00'));
    expect(factOf({ ...again, to: auckland('2026-01-15T15:00') }, stated)).toEqual({
      what: 'Answers failed',
      from: stated.at,
      to: '2026-01-15T02:00:00.000Z',
      uncertain: true,
      corrects: 7,
    });
  });
});
