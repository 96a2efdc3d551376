import type { GridRowView, IncidentFigures } from '#libs/contracts';

/** The figures above the grid, each of which shows its operators alone. */
export const FIGURES = [
  'touched',
  'told',
  'answered',
  'silent',
  'mitigating',
  'recovered',
  'notAffected',
  'suspected',
] as const;
export type Only = (typeof FIGURES)[number];

export const onlyOf = (text: string | null): Only | null => FIGURES.find((name) => name === text) ?? null;

export const figureOf = (figures: IncidentFigures, name: Only): number => figures[name];

const BELONGS: Record<Only, (row: GridRowView) => boolean> = {
  touched: ({ state }) => state !== 'suspected',
  told: ({ state, toldAt }) => state !== 'suspected' && toldAt !== null,
  answered: ({ state, answeredAt }) => state !== 'suspected' && answeredAt !== null,
  silent: ({ silentSince }) => silentSince !== null,
  mitigating: ({ state }) => state === 'mitigating',
  recovered: ({ state }) => state === 'recovered',
  notAffected: ({ state }) => state === 'not_affected',
  suspected: ({ state }) => state === 'suspected',
};

/** The rows that a figure counts. */
export const rowsOf = (rows: GridRowView[], only: Only | null): GridRowView[] =>
  only === null ? rows : rows.filter(BELONGS[only]);

/** By name, short name, TLD (with or without its dot), or an address that was told. */
export function matching(rows: GridRowView[], words: string): GridRowView[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return rows;
  return rows.filter(({ operator, tlds, contacts }) =>
    [
      operator.name,
      operator.slug,
      ...tlds.map(({ label }) => `.${label}`),
      ...contacts.flatMap(({ email }) => email ?? []),
    ].some((text) => text.toLowerCase().includes(wanted)),
  );
}
