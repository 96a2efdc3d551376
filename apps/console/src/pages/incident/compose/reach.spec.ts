import { expect, it } from '@jest/globals';
import type { AffectedState } from '#libs/contracts';
import { countIn } from './reach.ts';

it('counts whom a notice reaches: nobody who is suspected, or for whom it is over', () => {
  const row = (state: AffectedState, silentSince: string | null = null) => ({ state, silentSince });
  const grid = [
    row('suspected'),
    row('not_told'),
    row('told', '2026-03-01T02:14:00Z'),
    row('mitigating'),
    row('not_affected'),
    row('recovered'),
  ];
  expect(countIn(grid, 'affected')).toBe(3);
  expect(countIn(grid, 'silent')).toBe(1);
});
