import { describe, expect, it } from '@jest/globals';
import type { GridRowView, TimelineEntryView } from '#libs/contracts';
import { familyOf } from './families.ts';
import { EVERYTHING, filtered } from './filter.ts';
import { deadlinesOf, lanesOf } from './lanes.ts';
import { CERT, partiesOf, PUBLIC } from './party.ts';
import { lengthOf, marksOf, panned, placeOf, showing, zoomed } from './scale.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-03-01T10:00:00Z');
const at = (minute: number) => new Date(START + minute * MINUTE).toISOString();
let index = 0;
const entry = (
  minute: number,
  type: TimelineEntryView['type'],
  data: TimelineEntryView['data'] = {},
  kind: TimelineEntryView['actor']['kind'] = 'system',
): TimelineEntryView => ({
  index: (index += 1),
  at: at(minute),
  recordedAt: at(minute),
  actor: { kind, name: 'Somebody' },
  type,
  data,
});
const RECORD = [
  entry(0, 'report.received', { reportNumber: 'R1' }, 'contact'),
  entry(1, 'incident.opened', { state: 'new' }),
  entry(2, 'operator.added', { operatorId: 'aa', to: 'not_told' }),
  entry(3, 'notification.proposed', { expiresAt: at(240) }),
  entry(5, 'delivery.sent', { operatorId: 'aa' }),
  entry(5, 'operator.state_changed', { operatorId: 'aa', to: 'told' }),
  entry(40, 'operator.state_changed', { operatorId: 'aa', to: 'mitigating' }, 'contact'),
  entry(41, 'delivery.bounced', { operatorId: 'bb', response: 'no such mailbox' }),
];

describe('the lanes of a record', () => {
  const lanes = lanesOf(RECORD, [{ operator: { id: 'bb' } } as GridRowView]);
  const lane = (party: string) => lanes.find((one) => one.party === party);

  it('are one a party: the CERT, those of the grid, whoever else is in it', () => {
    expect(lanes.map(({ party }) => party)).toEqual([CERT, 'bb', PUBLIC, 'aa']);
    expect(partiesOf(RECORD)).toEqual([CERT, PUBLIC, 'aa', 'bb']);
  });

  it('show states from change to change, and silence as silence', () =>
    expect(lane('aa')?.bars).toEqual([
      { from: START + 2 * MINUTE, to: START + 5 * MINUTE, state: 'not_told', isSilence: false },
      { from: START + 5 * MINUTE, to: START + 40 * MINUTE, state: 'told', isSilence: true },
      { from: START + 40 * MINUTE, to: null, state: 'mitigating', isSilence: false },
    ]));

  it('hold every entry once', () => expect(lanes.flatMap(({ dots }) => dots)).toHaveLength(RECORD.length));

  it('know until when people have to decide', () =>
    expect(deadlinesOf(RECORD)).toEqual([START + 240 * MINUTE]));
});

describe('entries', () => {
  const told = RECORD.map((one) => ({ entry: one, words: `Sentence of ${one.type}` }));
  const types = (filter: Partial<typeof EVERYTHING>) =>
    filtered(told, { ...EVERYTHING, ...filter }).map(({ entry: { type } }) => type);

  it('belong to a family each', () =>
    expect(RECORD.map(({ type }) => familyOf(type))).toEqual([
      'report',
      'state',
      'state',
      'told',
      'told',
      'state',
      'state',
      'trouble',
    ]));

  it('are found by party, family and words, of the sentence or of what they hold', () => {
    expect(types({})).toHaveLength(RECORD.length);
    expect(types({ party: 'bb' })).toEqual(['delivery.bounced']);
    expect(types({ families: ['report', 'trouble'] })).toEqual(['report.received', 'delivery.bounced']);
    expect(types({ words: 'NO SUCH mailbox' })).toEqual(['delivery.bounced']);
    expect(types({ words: 'sentence of incident' })).toEqual(['incident.opened']);
  });
});

describe('the view of a picture', () => {
  const whole = { from: START, to: START + 100 * MINUTE };

  it('comes closer around what one points at, and never leaves the whole', () => {
    const near = zoomed(whole, 0.5, 0.25, whole);
    expect(near).toEqual({ from: START + 12.5 * MINUTE, to: START + 62.5 * MINUTE });
    expect(placeOf(START + 25 * MINUTE, near, 1_000)).toBe(250);
    expect(zoomed(near, 100, 0.5, whole)).toEqual(whole);
    expect(lengthOf(zoomed(whole, 0, 0.5, whole))).toBe(10_000);
  });

  it('moves along, and stops at the ends', () => {
    const near = zoomed(whole, 0.1, 0.5, whole);
    expect(panned(near, 0.5, whole).from).toBe(near.from + 5 * MINUTE);
    expect(panned(near, -100, whole).from).toBe(whole.from);
    expect(panned(near, 100, whole).to).toBe(whole.to);
  });

  it('goes to an instant that is asked for', () => {
    const near = zoomed(whole, 0.1, 0, whole);
    expect(showing(near, START + MINUTE, whole)).toBe(near);
    expect(showing(near, START + 50 * MINUTE, whole).from).toBe(START + 45 * MINUTE);
  });

  it('has marks at round instants, as many as there is room for', () => {
    const marks = marksOf(whole, 8);
    expect(marks.map((mark) => (mark - START) / MINUTE)).toEqual([0, 15, 30, 45, 60, 75, 90]);
    expect(marksOf({ from: START, to: START + 400 * 24 * 60 * MINUTE }, 8).length).toBeLessThanOrEqual(9);
  });
});
