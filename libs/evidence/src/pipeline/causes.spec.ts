import { expect, it } from '@jest/globals';
import { causesOf } from './causes.ts';

const home = { state: 'home' as const, why: null, stuckAt: null, sentSeconds: 200, homeSeconds: 190 };

it.each([
  ['nothing was heard yet', null, null, 0],
  ['all is well', 10, home, 0],
  ['workers are silent', 61, home, 1],
  ['the canary is on its way', 10, { ...home, state: 'out' as const, sentSeconds: 80 }, 0],
  ['it is out for long', 10, { ...home, state: 'out' as const, sentSeconds: 91 }, 1],
  ['it was lost', 10, { ...home, state: 'lost' as const, why: 'x' }, 1],
  ['none was sent any more', 10, { ...home, sentSeconds: 391 }, 1],
  ['all of it', 999, { ...home, state: 'lost' as const, why: 'x' }, 2],
])('%s', (_what, workerHeardSeconds, canary, count) => {
  expect(causesOf({ workerHeardSeconds, canary }, true)).toHaveLength(count);
});

it('and of canaries nothing where none are sent', () => {
  expect(causesOf({ workerHeardSeconds: 10, canary: { ...home, state: 'lost' } }, false)).toEqual([]);
});
