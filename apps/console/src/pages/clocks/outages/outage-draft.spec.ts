import { describe, expect, it } from '@jest/globals';
import type { OutageView } from '#libs/contracts';
import { noOutage, outageAgain, outageFaults, outagesOf } from './outage-draft.ts';

const utc = (wall: string) => ({ wall, zone: 'UTC' });
const typed = {
  ...noOutage(['aa', 'bb']),
  tlds: ['.AA', 'bb'],
  from: { wall: '2026-01-15T14:00', zone: 'Pacific/Auckland' },
  reason: ' Seen from outside ',
};
const noted: OutageView = {
  id: '0199c1de-0000-7000-8000-000000000001',
  tld: 'aa',
  service: 'epp',
  from: '2026-01-15T01:00:37.250Z',
  until: null,
  maintenance: false,
  reason: 'Seen',
  learnedAt: '2026-01-15T01:20:11.000Z',
  notedBy: { kind: 'user', name: 'Responder' },
  notedAt: '2026-01-15T01:21:00.000Z',
  corrects: null,
  withdrawn: false,
  inForce: true,
};

describe('an outage that is noted', () => {
  it('is one a TLD, by its label, at the instant that the clock of its zone showed', () =>
    expect(outagesOf(typed, null)).toEqual(
      ['aa', 'bb'].map((tld) => ({
        tld,
        service: 'dns',
        from: '2026-01-15T01:00:00.000Z',
        maintenance: false,
        reason: 'Seen from outside',
      })),
    ));

  it('takes the one TLD that is touched, and of several none by itself', () => {
    expect(noOutage(['aa']).tlds).toEqual(['aa']);
    expect(noOutage(['aa', 'bb']).tlds).toEqual([]);
  });

  it('names each field that is wrong', () => {
    expect(outageFaults(noOutage([]))).toEqual({ tlds: 'missing', from: 'missing', reason: 'short' });
    expect(outageFaults({ ...typed, until: utc('2026-01-15T01:00') })).toEqual({ until: 'turned' });
    expect(outageFaults({ ...typed, until: utc('2026-01-15T01:01') })).toEqual({});
  });
});

describe('an outage that is corrected', () => {
  it('keeps the seconds of what was not touched, and says what it stands for now', () =>
    expect(outagesOf({ ...outageAgain(noted), reason: 'It was EPP' }, noted)).toEqual([
      {
        tld: 'aa',
        service: 'epp',
        from: noted.from,
        learnedAt: noted.learnedAt,
        maintenance: false,
        corrects: noted.id,
        reason: 'It was EPP',
      },
    ]));

  it('is up again at the instant that is given', () => {
    const again = outageAgain(noted, Date.parse('2026-01-15T03:30:59Z'));
    expect(outagesOf({ ...again, reason: 'Answers again' }, noted)?.[0]?.until).toBe(
      '2026-01-15T03:30:00.000Z',
    );
  });
});
