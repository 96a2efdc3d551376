import { describe, expect, it } from '@jest/globals';
import type { FiledKind } from '#libs/contracts';
import { nis2Duties } from './nis2.ts';
import type { Nis2Facts } from './nis2.ts';
import { allInWords } from '../words/in-words.ts';

const facts = (more: Partial<Nis2Facts> = {}): Nis2Facts => ({
  operatorId: null,
  awareAt: new Date('2026-03-10T02:31:00Z'),
  decidedBy: 'Duty officer',
  reason: 'The registry confirmed the outage.',
  corrections: 0,
  zone: 'UTC',
  filed: {},
  endedAt: null,
  ...more,
});
const dues = (given: Nis2Facts, now = new Date('2026-03-11T00:00:00Z')) =>
  nis2Duties(given, now).map(({ kind, dueAt, stoppedAt }) => [kind, dueAt.toISOString(), stoppedAt !== null]);
const filed = (...some: [FiledKind, string][]) =>
  Object.fromEntries(some.map(([kind, at]) => [kind, new Date(at)]));

describe('the clocks of Article 23', () => {
  it('both run from becoming aware, by hours', () => {
    expect(dues(facts())).toEqual([
      ['nis2_early_warning', '2026-03-11T02:31:00.000Z', false],
      ['nis2_notification', '2026-03-13T02:31:00.000Z', false],
    ]);
  });

  it('run through a change of the clock and a weekend by hours all the same', () => {
    expect(dues(facts({ awareAt: new Date('2026-03-28T20:00:00+01:00'), zone: 'Europe/Vienna' }))).toEqual([
      ['nis2_early_warning', '2026-03-29T19:00:00.000Z', false],
      ['nis2_notification', '2026-03-31T19:00:00.000Z', false],
    ]);
  });

  it('know the final report from the notification on, not from awareness', () => {
    const given = facts({
      filed: filed(
        ['nis2_early_warning', '2026-03-10T20:00:00Z'],
        ['nis2_notification', '2026-03-12T20:00:00Z'],
      ),
    });
    expect(dues(given)).toEqual([
      ['nis2_early_warning', '2026-03-11T02:31:00.000Z', true],
      ['nis2_notification', '2026-03-13T02:31:00.000Z', true],
      // 12 April 2026 is a Sunday.
      ['nis2_final', '2026-04-14T00:00:00.000Z', false],
    ]);
  });

  it('where it was noticed late, are over at once and say since when', () => {
    const [early] = nis2Duties(
      facts({ awareAt: new Date('2026-03-01T00:00:00Z'), corrections: 1 }),
      new Date('2026-03-11T00:00:00Z'),
    );
    expect(early?.dueAt.toISOString()).toBe('2026-03-02T00:00:00.000Z');
    expect(allInWords(early?.why ?? [], 'en')).toEqual([
      'Aware since Sun 2026-03-01 00:00:00 UTC, as Duty officer decided: The registry confirmed the outage.',
      'That was corrected once; what was said before stays in the record.',
      'The early warning is due within 24 hours of becoming aware; hours run through nights, weekends and holidays.',
    ]);
  });

  describe('of an incident that goes on past the month', () => {
    const goesOn = facts({ filed: filed(['nis2_notification', '2026-03-12T20:00:00Z']) });
    const reports = (given: Nis2Facts, now: string) =>
      dues(given, new Date(now)).filter(([kind]) => kind === 'nis2_progress' || kind === 'nis2_final');

    it('ask for the final report until the month is over, then for a progress report', () => {
      expect(reports(goesOn, '2026-04-13T23:59:59Z')).toEqual([
        ['nis2_final', '2026-04-14T00:00:00.000Z', false],
      ]);
      expect(reports(goesOn, '2026-04-14T00:00:00Z')).toEqual([
        ['nis2_progress', '2026-04-14T00:00:00.000Z', false],
      ]);
    });

    it('ask for the final report within a month of its end', () => {
      const ended = { ...goesOn, endedAt: new Date('2026-05-31T10:00:00Z') };
      expect(reports(ended, '2026-06-01T00:00:00Z')).toEqual([
        ['nis2_progress', '2026-04-14T00:00:00.000Z', false],
        ['nis2_final', '2026-07-01T00:00:00.000Z', false],
      ]);
    });

    it('and do not, where it ended within the month', () => {
      const ended = { ...goesOn, endedAt: new Date('2026-04-13T23:59:59Z') };
      expect(reports(ended, '2026-06-01T00:00:00Z')).toEqual([
        ['nis2_final', '2026-04-14T00:00:00.000Z', false],
      ]);
    });
  });
});
