import { describe, expect, it } from '@jest/globals';
import type { EmbargoView } from '#libs/contracts';
import { embargoDraft, embargoFaults, embargoOf, heldAgain, isShortened } from './embargo-draft.ts';

const held: EmbargoView = {
  until: '2026-01-15T01:00:00.000Z',
  zone: 'Pacific/Auckland',
  words: 'Thu 2026-01-15 14:00 +13:00 Pacific/Auckland',
  agreedWith: 'the vendor',
  reason: 'Until the fix is out',
  setBy: { kind: 'user', name: 'Responder' },
  setAt: '2026-01-14T01:00:00.000Z',
};
const BEFORE = Date.parse('2026-01-14T12:00:00Z');

describe('an embargo', () => {
  it('begins with the hour on the wall of its zone, and asks anew why', () =>
    expect(embargoDraft(held)).toEqual({
      until: { wall: '2026-01-15T14:00', zone: 'Pacific/Auckland' },
      agreedWith: 'the vendor',
      reason: '',
    }));

  it('names each field that is wrong', () => {
    expect(embargoFaults(embargoDraft(null), BEFORE)).toEqual({ until: 'missing', reason: 'short' });
    const again = { ...embargoDraft(held), reason: 'They asked' };
    expect(embargoFaults(again, Date.parse(held.until))).toEqual({ until: 'past' });
    expect(embargoFaults(again, Date.parse(held.until) - 1)).toEqual({});
  });

  it('is told to the service by the hour of its zone', () =>
    expect(embargoOf({ ...embargoDraft(held), reason: ' They asked ' })).toEqual({
      until: '2026-01-15T14:00',
      zone: 'Pacific/Auckland',
      agreedWith: 'the vendor',
      reason: 'They asked',
    }));

  it('comes back as it was', () =>
    expect(heldAgain(held, 'A slip')).toEqual({
      until: '2026-01-15T14:00',
      zone: 'Pacific/Auckland',
      agreedWith: 'the vendor',
      reason: 'A slip',
    }));

  it('is shortened by an earlier instant, and by nothing where there was none', () => {
    const until = (wall: string, zone = 'UTC') => ({ ...embargoDraft(held), until: { wall, zone } });
    expect(isShortened(held, until('2026-01-15T00:59'))).toBe(true);
    expect(isShortened(held, until('2026-01-15T01:00'))).toBe(false);
    expect(isShortened(null, until('2026-01-15T00:59'))).toBe(false);
  });
});
