import { describe, expect, it } from '@jest/globals';
import type { TimelineEntryView } from '#libs/contracts';
import { aftermathOf, correctedIn } from './aftermath.ts';

const entry = (
  index: number,
  type: TimelineEntryView['type'],
  data: TimelineEntryView['data'],
): TimelineEntryView => ({
  index,
  at: '2026-03-01T10:00:00.000Z',
  recordedAt: '2026-03-01T10:00:00.000Z',
  actor: { kind: 'user', name: 'Lead' },
  type,
  data,
});
const corrects = (index: number) => ({ what: 'It began earlier', corrects: { index, leafHash: '00' } });

describe('what later entries say of earlier ones', () => {
  const first = entry(0, 'fact.stated', { what: 'It began' });
  const second = entry(1, 'fact.stated', corrects(0));
  const third = entry(2, 'fact.stated', corrects(1));
  const erasure = entry(3, 'entry.erased', { index: 1, reason: 'A home address' });

  it('is which fact stands beside it now, and who erased it', () =>
    expect([...aftermathOf([first, second, third, erasure])]).toEqual([
      [0, { correctedBy: 1, erasure: null }],
      [1, { correctedBy: 2, erasure }],
    ]));

  it('is nothing where nothing was said, or only by what was erased itself', () => {
    expect(aftermathOf([first, entry(1, 'fact.stated', {})]).size).toBe(0);
    expect(correctedIn(entry(4, 'outage.noted', { corrects: '0199c1de' }))).toBeNull();
  });
});
