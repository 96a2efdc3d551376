import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { LaddersError, parseLadders, rungsOf } from './ladders.ts';

const shipped = (): unknown =>
  JSON.parse(readFileSync(new URL('../../../../config/ladders.json', import.meta.url), 'utf8'));
const dueAt = new Date('2026-03-01T12:00:00Z');
const TENTH = { code: 'shareOfLimit' as const, values: { percent: 10 } };

describe('ladders', () => {
  it('of a silent operator go by the next contact, the back end, the national CERT and the leads', () => {
    const rungs = rungsOf(parseLadders(shipped()), { kind: 'answer', dueAt }, 'critical');
    expect(rungs.map(({ step, at }) => [step, at.toISOString().slice(11, 16)])).toEqual([
      ['next_contact', '12:00'],
      ['backend', '12:15'],
      ['national_cert', '12:30'],
      ['lead', '12:45'],
    ]);
    expect(rungsOf(parseLadders(shipped()), { kind: 'answer', dueAt }, 'low')).toEqual([]);
  });

  it('are the same for every severity where they say so, after the warnings of the duty itself', () => {
    const warnings = [{ at: new Date('2026-03-01T09:00:00Z'), why: TENTH }];
    expect(rungsOf(parseLadders(shipped()), { kind: 'spec10', dueAt, warnings }, 'info')).toEqual([
      { step: 'duty', at: warnings[0]?.at, why: TENTH },
      { step: 'duty', at: dueAt, why: null },
      { step: 'lead', at: dueAt, why: null },
    ]);
  });

  it('take the last step again and again where they say so, and what ends by itself never', () => {
    const steps = [
      { after: 0, tell: 'duty' as const },
      { after: 10, tell: 'lead' as const, repeatEvery: 30, repeatMost: 2 },
    ];
    const ladders = parseLadders({ triage: { any: steps }, embargo: { any: steps } });
    const shown = (duty: Parameters<typeof rungsOf>[1]) =>
      rungsOf(ladders, duty, 'high').map(({ step, at, repeat }) => [
        step,
        at.toISOString().slice(11, 16),
        repeat,
      ]);
    const once = [
      ['duty', '12:00', undefined],
      ['lead', '12:10', undefined],
    ];
    expect(shown({ kind: 'triage', dueAt })).toEqual([...once, ['lead', '12:40', 1], ['lead', '13:10', 2]]);
    expect(shown({ kind: 'embargo', dueAt, endsItself: true })).toEqual(once);
    const critical = rungsOf(parseLadders(shipped()), { kind: 'triage', dueAt }, 'critical');
    expect([critical.length, critical.at(-1)?.at.toISOString()]).toEqual([26, '2026-03-02T00:10:00.000Z']);
  });

  it.each([
    [
      [
        { after: 0, tell: 'duty', repeatEvery: 30 },
        { after: 5, tell: 'lead' },
      ],
      'for the last step alone',
    ],
    [[{ after: 0, tell: 'next_contact', repeatEvery: 30 }], 'for duty and lead'],
    [[{ after: -5, tell: 'duty', repeatEvery: 30 }], 'at the due instant or after it'],
    [[{ after: 0, tell: 'duty', repeatEvery: 4 }], '>=5'],
  ])('do not repeat %j', (steps, why) => {
    expect(() => parseLadders({ triage: { any: steps } })).toThrow(why);
  });

  it('name every fault of the file at once', () => {
    const file = {
      answer: {
        any: [
          { after: 5, tell: 'duty' },
          { after: 0, tell: 'mayor' },
        ],
      },
      lunch: {},
    };
    const faults = () => {
      try {
        parseLadders(file);
        return [];
      } catch (error) {
        return error instanceof LaddersError ? error.faults.map((fault) => fault.replace(/: .*/, '')) : [];
      }
    };
    expect(faults()).toEqual(['ladders.json answer.any.1.tell', 'ladders.json ']);
  });
});
