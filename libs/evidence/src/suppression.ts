/** Fewest operators behind a figure that those outside the CERT may see. */
export const FEWEST_OPERATORS = 5;

/** Incidents of one kind and severity, with the operators that reported them or were hit. */
export interface Cell {
  kind: string;
  severity: string;
  incidents: number;
  operators: ReadonlySet<string>;
}

export interface Figures {
  cells: { kind: string; severity: string; incidents: number }[];
  /** Of all cells that are not shown together; null where there is nothing to be told. */
  other: number | null;
  /** Of all, shown or not; null where nothing is shown, be it too few operators or no incident at all. */
  total: number | null;
}

/**
 * What may be told of a month without telling of an operator: each figure stands for at least `fewest` operators, and so
 * does whatever can be reckoned from them by taking one from another. A cell of too few is not shown; where all such cells
 * together are still too few, the total less the rest would give them away, so the smallest cell that could be shown joins
 * them. An empty cell looks like one of too few.
 */
export function suppressed(cells: readonly Cell[], fewest = FEWEST_OPERATORS): Figures {
  const filled = cells.filter(({ incidents }) => incidents > 0);
  const shown = filled.filter(({ operators }) => operators.size >= fewest).sort(byOperators);
  const hidden = filled.filter(({ operators }) => operators.size < fewest);
  if (hidden.length > 0 && operatorsOf(hidden) < fewest) {
    const smallest = shown.shift();
    if (smallest === undefined) return { cells: [], other: null, total: null };
    hidden.push(smallest);
  }
  if (filled.length === 0) return { cells: [], other: null, total: null };
  return {
    cells: shown
      .map(({ kind, severity, incidents }) => ({ kind, severity, incidents }))
      .sort((a, b) => a.kind.localeCompare(b.kind) || a.severity.localeCompare(b.severity)),
    other: hidden.length === 0 ? null : sum(hidden),
    total: sum(filled),
  };
}

/** The whole truth in the same shape, for the CERT's own people. */
export const exact = (cells: readonly Cell[]): Figures => ({
  cells: cells.map(({ kind, severity, incidents }) => ({ kind, severity, incidents })),
  other: null,
  total: sum(cells),
});

const operatorsOf = (cells: readonly Cell[]) =>
  new Set(cells.flatMap(({ operators }) => [...operators])).size;
const sum = (cells: readonly Cell[]) => cells.reduce((all, { incidents }) => all + incidents, 0);
/** By name where they are equal, so that the same month always shows the same. */
const byOperators = (a: Cell, b: Cell) =>
  a.operators.size - b.operators.size || `${a.kind} ${a.severity}`.localeCompare(`${b.kind} ${b.severity}`);
