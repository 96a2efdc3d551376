import type { GridRowView } from '#libs/contracts';

/** Whom a notice to the touched reaches: not the suspected, and not who said that it is over or never was. */
const isToBeTold = ({ state }: Pick<GridRowView, 'state'>): boolean =>
  state !== 'suspected' && state !== 'not_affected' && state !== 'recovered';

/** How many operators an audience has now; the service works it out again when it sends. */
export const countIn = (
  grid: Pick<GridRowView, 'state' | 'silentSince'>[],
  audience: 'affected' | 'silent',
): number =>
  grid.filter((row) => isToBeTold(row) && (audience === 'affected' || row.silentSince !== null)).length;
