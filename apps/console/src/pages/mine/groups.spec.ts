import { describe, expect, it } from '@jest/globals';
import type { AskView } from '#libs/contracts';
import { groupsOf } from './groups.ts';

const ask = (id: string, more: Partial<AskView>): AskView =>
  ({ id, exercise: false, asked: 'nothing', dueAt: null, ...more }) as AskView;

describe('what is asked of an operator', () => {
  it('stands by need: the soonest due first, drills apart', () => {
    const groups = groupsOf([
      ask('later', { asked: 'answer', dueAt: '2026-11-03T06:00:00Z' }),
      ask('mend', { asked: 'recovery', severity: 'low' }),
      ask('mend at once', { asked: 'recovery', severity: 'critical' }),
      ask('drill', { asked: 'answer', exercise: true, dueAt: '2026-11-03T01:00:00Z' }),
      ask('said all', {}),
      ask('sooner', { asked: 'answer', dueAt: '2026-11-03T05:00:00Z' }),
      ask('drill that is over', { exercise: true }),
    ]);
    const ids = Object.fromEntries(
      Object.entries(groups).map(([name, asks]) => [name, (asks as AskView[]).map(({ id }) => id)]),
    );
    expect(ids).toEqual({
      due: ['sooner', 'later'],
      open: ['mend at once', 'mend'],
      drills: ['drill'],
      quiet: ['said all', 'drill that is over'],
    });
  });
});
