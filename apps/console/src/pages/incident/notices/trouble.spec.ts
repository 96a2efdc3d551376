import { describe, expect, it } from '@jest/globals';
import type { NotificationListView } from '#libs/contracts';
import { countsShown, hasTrouble, troubleFirst } from './trouble.ts';

const counts = (more: Partial<NotificationListView['counts']>): NotificationListView['counts'] => ({
  queued: 0,
  sending: 0,
  handed_over: 0,
  delayed: 0,
  bounced: 0,
  failed: 0,
  acknowledged: 0,
  withheld: 0,
  ...more,
});

describe('trouble of a notice', () => {
  it('is a mail that did not come through, or a send that nobody agreed to', () => {
    expect(hasTrouble({ state: 'sent', counts: counts({ handed_over: 3, acknowledged: 9 }) })).toBe(false);
    expect(hasTrouble({ state: 'awaiting_approval', counts: counts({}) })).toBe(false);
    for (const state of ['delayed', 'bounced', 'failed', 'withheld'] as const)
      expect(hasTrouble({ state: 'sent', counts: counts({ [state]: 1 }) })).toBe(true);
    expect(hasTrouble({ state: 'expired', counts: counts({}) })).toBe(true);
  });

  it('stands first, and what is none is not counted', () => {
    expect(countsShown(counts({ acknowledged: 9, handed_over: 7, withheld: 1 }))).toEqual([
      ['withheld', 1],
      ['handed_over', 7],
      ['acknowledged', 9],
    ]);
    const sorted = troubleFirst([
      { id: 1, state: 'handed_over' as const },
      { id: 2, state: 'bounced' as const },
      { id: 3, state: 'acknowledged' as const },
    ]);
    expect(sorted.map(({ id }) => id)).toEqual([2, 1, 3]);
  });
});
