import type { GridRowView, IncidentFigures } from '#libs/contracts';

/** The figures of a grid. One that is silent is never among those that say they are not affected. */
export function figuresOf(grid: GridRowView[]): IncidentFigures {
  const touched = grid.filter(({ state }) => state !== 'suspected');
  const count = (holds: (row: GridRowView) => boolean) => touched.filter(holds).length;
  return {
    touched: touched.length,
    suspected: grid.length - touched.length,
    told: count(({ toldAt }) => toldAt !== null),
    answered: count(({ answeredAt }) => answeredAt !== null),
    silent: count(({ silentSince }) => silentSince !== null),
    mitigating: count(({ state }) => state === 'mitigating'),
    recovered: count(({ state }) => state === 'recovered'),
    notAffected: count(({ state }) => state === 'not_affected'),
  };
}
