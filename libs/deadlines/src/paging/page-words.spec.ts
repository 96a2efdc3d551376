import { describe, expect, it } from '@jest/globals';
import { pageWordsOf } from './page-words.ts';

const at = (time: string) => new Date(`2026-03-29T${time}:00Z`);
const rungs = [
  { step: 'duty' as const, at: at('01:00'), why: null },
  { step: 'lead' as const, at: at('01:10'), why: null },
];
const about = {
  incident: { id: 'i1', number: '2026-000123', severity: 'critical' as const },
  row: { kind: 'triage' as const, deadlineAt: at('01:00'), rungs },
  zone: 'Europe/Vienna',
  publicUrl: 'https://cert.example',
};
const of = (index: number, now: Date, more: object = {}) => {
  const rung = rungs[index];
  if (rung === undefined) throw new Error('no such rung');
  return pageWordsOf({ ...about, rung, now, ...more }, 'en');
};

describe('the words of a page', () => {
  it('tell what is due when by the clock of our people, what to press, and who is told next', () => {
    expect(of(0, at('01:05'))).toEqual({
      title: 'DNS-CERT critical #2026-000123',
      // In the night in which clocks are put forward.
      text:
        'Nobody has taken it up: overdue. Due Sun 2026-03-29 03:00:00 +02:00 Europe/Vienna (01:00 UTC). That was 5 minutes ago. ' +
        'If you see to it, open the link and press "I see to it" under Clocks. Else the leads are paged in 10 minutes.',
      url: 'https://cert.example/console/incidents/i1',
    });
  });

  it('say that nobody comes after the last', () => {
    expect(of(1, at('01:10'), { zone: 'UTC' }).text).toBe(
      'Nobody has taken it up: overdue. Due Sun 2026-03-29 01:00:00 UTC. That was 10 minutes ago. ' +
        'If you see to it, open the link and press "I see to it" under Clocks. Nobody else is told after you.',
    );
  });

  it('and of a warning what comes near, and when', () => {
    const warned = [
      { step: 'duty' as const, at: at('00:00'), why: { code: 'comesNear' as const } },
      ...rungs,
    ];
    const [rung] = warned;
    if (rung === undefined) throw new Error('no such rung');
    const row = { ...about.row, kind: 'nis2_early_warning' as const, rungs: warned };
    const { text } = pageWordsOf({ ...about, row, rung, now: at('00:00') }, 'en');
    expect(text).toContain('NIS2 early warning: it comes near.');
    expect(text).toContain('(01:00 UTC). That is in 1 hour.');
    expect(text).toContain('Else whoever is on duty is paged Sun 2026-03-29 01:00:00 UTC.');
  });
});
