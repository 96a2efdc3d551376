import { describe, expect, it } from '@jest/globals';
import { isChanged, reckon } from './reckoning.ts';
import type { DeadlineRow } from './rows.ts';
import { NEVER } from './rows.ts';
import type { Duty } from './rules/duty.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1) + minutes * 60_000);
const ground = { incidentId: 'i', severity: 'critical' as const, exercise: false };
const ladders = {
  answer: {
    any: [
      { after: 0, tell: 'duty' as const },
      { after: 30, tell: 'lead' as const },
    ],
  },
};
const duty = (more: Partial<Duty> = {}): Duty => ({
  kind: 'answer',
  subject: 'a',
  operatorId: 'a',
  startedAt: at(0),
  stoppedAt: null,
  done: false,
  endsItself: false,
  pausedSince: null,
  dueAt: at(60),
  start: { code: 'operatorTold' },
  stop: { code: 'operatorAnswered' },
  pause: { code: 'neverPaused' },
  source: { code: 'promiseSource' },
  why: [{ code: 'promise', values: { what: 'answers', severity: 'critical', limit: 3_600 } }],
  ...more,
});
const one = (
  duties: Duty[],
  rows: DeadlineRow[],
  minute: number,
  change?: (row: DeadlineRow) => DeadlineRow,
) => {
  const [step] = reckon(ground, duties, rows, ladders, at(minute), change);
  if (step === undefined) throw new Error('no step');
  return step;
};
const shown = ({ row, acts, nextAt }: ReturnType<typeof one>) => [
  row.state,
  acts.map(({ what }) => what),
  nextAt,
];

describe('what is due held against what is written down', () => {
  const begun = one([duty()], [], 0);

  it('begins a row, and works out the same again without a change', () => {
    expect(shown(begun)).toEqual(['running', [], at(60)]);
    expect(isChanged(begun)).toBe(true);
    expect(isChanged(one([duty()], [begun.row], 5))).toBe(false);
  });

  it('notes that the instant has come, climbs, and goes on to the next step', () => {
    const overdue = one([duty()], [begun.row], 61);
    expect(shown(overdue)).toEqual(['overdue', ['due', 'rung'], at(91)]);
    expect(shown(one([duty()], [overdue.row], 61))).toEqual(['overdue', [], at(91)]);
    const last = one([duty()], [overdue.row], 91);
    expect(shown(last)).toEqual(['overdue', ['rung'], NEVER]);
  });

  it('is met in time, met late, or over', () => {
    const stopped = (minute: number, done: boolean) => duty({ stoppedAt: at(minute), done });
    expect(shown(one([stopped(60, true)], [begun.row], 70))).toEqual(['met', [], NEVER]);
    // Late, and nobody was there to note it: that it was missed is a fact all the same.
    expect(shown(one([stopped(61, true)], [begun.row], 70))).toEqual(['met_late', ['due'], NEVER]);
    expect(shown(one([stopped(61, false)], [begun.row], 70))).toEqual(['ended', [], NEVER]);
    expect(shown(one([], [begun.row], 5))).toEqual(['ended', [], NEVER]);
  });

  it('rests while it is paused, and while somebody sees to it', () => {
    expect(shown(one([duty({ pausedSince: at(50) })], [begun.row], 70))).toEqual(['paused', [], NEVER]);
    const seenTo = one([duty()], [begun.row], 61, (row) => ({ ...row, quietUntil: at(90) }));
    expect(shown(seenTo)).toEqual(['overdue', ['due'], at(90)]);
    expect(isChanged(seenTo)).toBe(true);
  });

  it('goes on where it was when what had stopped it is taken back', () => {
    const overdue = one([duty()], [begun.row], 61);
    const met = one([duty({ stoppedAt: at(62), done: true })], [overdue.row], 63);
    expect(shown(met)).toEqual(['met_late', [], NEVER]);
    expect(shown(one([duty()], [met.row], 95))).toEqual(['overdue', ['rung'], NEVER]);
  });

  it('ends by itself when it asks nothing', () => {
    const tail = { kind: 'recovery_tail' as const, endsItself: true };
    const running = one([duty(tail)], [], 10);
    expect(shown(running)).toEqual(['running', [], at(60)]);
    expect(shown(one([duty(tail)], [running.row], 60))).toEqual(['ended', ['due'], NEVER]);
  });
});
