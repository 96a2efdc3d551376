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
