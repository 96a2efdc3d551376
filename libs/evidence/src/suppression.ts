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

/** What is counted, with who stands behind it. */
export interface Backed {
  name: string;
  operators: ReadonlySet<string>;
}

/**
 * Which of the parts of a whole may be told without telling of an operator: each stands for at least `fewest` operators, and
 * so does what is left when they are taken from the whole. A part of too few is not told; where all such parts together are
 * still too few, the whole less the rest would give them away, so the smallest part that could be told joins them.
 * @returns null where the whole may not be told either; else what is told and what is not
 */
export function tellable<T extends Backed>(
  parts: readonly T[],
  fewest = FEWEST_OPERATORS,
): { told: T[]; untold: T[] } | null {
  const told = parts.filter(({ operators }) => operators.size >= fewest).sort(byOperators);
  const untold = parts.filter(({ operators }) => operators.size < fewest);
  if (untold.length > 0 && operatorsOf(untold) < fewest) {
    const smallest = told.shift();
    if (smallest === undefined) return null;
    untold.push(smallest);
  }
  return parts.length === 0 ? null : { told, untold };
}

/** What may be told of a month. An empty cell looks like one of too few. */
export function suppressed(cells: readonly Cell[], fewest = FEWEST_OPERATORS): Figures {
  const filled = cells.filter(({ incidents }) => incidents > 0);
  const parts = tellable(
    filled.map((cell) => ({ ...cell, name: `${cell.kind} ${cell.severity}` })),
    fewest,
  );
  if (parts === null) return { cells: [], other: null, total: null };
  return {
    cells: parts.told
      .map(({ kind, severity, incidents }) => ({ kind, severity, incidents }))
      .sort((a, b) => a.kind.localeCompare(b.kind) || a.severity.localeCompare(b.severity)),
    other: parts.untold.length === 0 ? null : sum(parts.untold),
    total: sum(filled),
  };
}

/** The whole truth in the same shape, for the CERT's own people. */
export const exact = (cells: readonly Cell[]): Figures => ({
  cells: cells.map(({ kind, severity, incidents }) => ({ kind, severity, incidents })),
  other: null,
  total: sum(cells),
});

const operatorsOf = (parts: readonly Backed[]) =>
  new Set(parts.flatMap(({ operators }) => [...operators])).size;
const sum = (cells: readonly { incidents: number }[]) =>
  cells.reduce((all, { incidents }) => all + incidents, 0);
/** By name where they are equal, so that the same month always shows the same. */
const byOperators = (a: Backed, b: Backed) =>
  a.operators.size - b.operators.size || a.name.localeCompare(b.name);
