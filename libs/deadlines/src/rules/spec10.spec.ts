import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isDnsUp, isMetered, meterOf } from './spec10.ts';
import { spec10Duty } from './outages.ts';
import { allInWords } from '../words/in-words.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1) + minutes * 60_000);
const WEEK = 7 * 24 * 60;
const down = (from: number, until: number | null) => ({
  from: at(from),
  until: until === null ? null : at(until),
});
const minute = (date: Date | null) => (date === null ? null : (date.getTime() - at(0).getTime()) / 60_000);

describe('the meter of Specification 10', () => {
  it('counts what lies in the last seven days', () => {
    const meter = meterOf('dns', [down(0, 60), down(100, 130)], [], at(WEEK + 30));
    expect([meter.usedMinutes, meter.usedPercent, meter.counting]).toEqual([60, 25, false]);
    expect(meterOf('dns', [down(0, 60)], [], at(WEEK + 60)).usedMinutes).toBe(0);
    expect(meterOf('epp', [down(0, 144)], [], at(144)).usedPercent).toBe(10);
  });

  it('projects when each share is reached, and what was used before brings it nearer', () => {
    const meter = meterOf('dns', [down(0, 60), down(1_000, null)], [], at(1_030));
    expect(meter.usedMinutes).toBe(90);
    expect(meter.warnings.map((warning) => [warning.percent, minute(warning.at)])).toEqual([
      [10, 1_000],
      [25, 1_000],
      [50, 1_060],
      [100, 1_180],
    ]);
  });

  it('is not brought on by minutes that leave the seven days meanwhile', () => {
    // 200 minutes a week ago: they leave at the pace at which new ones come, and later there is no older one.
    const meter = meterOf('dns', [down(0, 200), down(WEEK, null)], [], at(WEEK + 10));
    expect(meter.usedMinutes).toBe(200);
    expect(minute(meter.warnings.at(-1)?.at ?? null)).toBe(WEEK + 240);
  });

  it('leaves out maintenance that was announced, and stands still in it', () => {
    const within = meterOf('dns', [down(0, null)], [down(30, 90)], at(60));
    expect([within.usedMinutes, within.counting]).toEqual([30, false]);
    const after = meterOf('dns', [down(0, null)], [down(30, 90)], at(120));
    expect([after.usedMinutes, after.counting]).toEqual([60, true]);
    expect(minute(after.warnings.at(-1)?.at ?? null)).toBe(300);
  });

  it('counts stretches that overlap once', () => {
    expect(meterOf('dns', [down(0, 30), down(10, 40), down(40, 50)], [], at(50)).usedMinutes).toBe(50);
  });

  it('says the same as counting minute by minute', () => {
    const stretch = fc.tuple(fc.integer({ min: 0, max: 12_000 }), fc.integer({ min: 1, max: 600 }));
    fc.assert(
      fc.property(
        fc.array(stretch, { maxLength: 4 }),
        fc.array(stretch, { maxLength: 2 }),
        (outages, away) => {
          const noted = [...outages.map(([from, long]) => down(from, from + long)), down(12_000, null)];
          const maintenance = away.map(([from, long]) => down(from, from + long));
          const counts = (moment: number) =>
            (moment >= 12_000 || outages.some(([from, long]) => from <= moment && moment < from + long)) &&
            !away.some(([from, long]) => from <= moment && moment < from + long);
          const used = (moment: number) => {
            let sum = 0;
            for (let each = Math.max(0, moment - WEEK); each < moment; each += 1) sum += counts(each) ? 1 : 0;
            return sum;
          };
          const meter = meterOf('dns', noted, maintenance, at(13_300));
          expect(meter.usedMinutes).toBe(used(13_300));
          const breach = minute(meter.warnings.at(-1)?.at ?? null) ?? -1;
          expect(used(Math.ceil(breach))).toBeGreaterThanOrEqual(240);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is for gTLDs, and never shown for a ccTLD or one of which nobody told', () => {
    expect(
      ['generic', 'generic-restricted', 'sponsored'].map((kind) => isMetered(kind as 'generic')),
    ).toEqual([true, true, true]);
    expect([
      isMetered('country-code'),
      isMetered('infrastructure'),
      isMetered('test'),
      isMetered(null),
    ]).toEqual([false, false, false, false]);
    const noted = {
      firstId: 'x',
      tld: 'nz',
      operatorId: null,
      service: 'dns' as const,
      outages: [down(0, null)],
      maintenance: [],
    };
    expect(spec10Duty({ ...noted, kind: 'country-code' }, at(10))).toBeNull();
    const duty = spec10Duty({ ...noted, tld: 'aero', kind: 'sponsored' }, at(24));
    expect({ ...duty, why: allInWords(duty?.why ?? [], 'en') }).toMatchObject({
      dueAt: at(240),
      stoppedAt: null,
      why: [
        'DNS of .aero, a gTLD, may be down for 4 hours in any seven days.',
        '24 minutes are used at Thu 2026-01-01 00:24:00 UTC: 10 % of it.',
        'Going on like this, the limit is reached Thu 2026-01-01 04:00:00 UTC.',
      ],
      warnings: [
        { at: at(24), why: { code: 'shareOfLimit', values: { percent: 10 } } },
        { at: at(60), why: { code: 'shareOfLimit', values: { percent: 25 } } },
        { at: at(120), why: { code: 'shareOfLimit', values: { percent: 50 } } },
      ],
    });
  });

  it('takes DNS as up when two servers answer on all their addresses', () => {
    expect(isDnsUp([{ answersAt: [true, true] }, { answersAt: [true] }, { answersAt: [false] }])).toBe(true);
    expect(isDnsUp([{ answersAt: [true, true] }, { answersAt: [true, false] }])).toBe(false);
    expect(isDnsUp([{ answersAt: [true] }, { answersAt: [] }])).toBe(false);
  });
});
