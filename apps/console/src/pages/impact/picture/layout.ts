import type { ImpactPictureView } from '#libs/contracts';

/** px of the drawing at its own size. */
export const ROW = 24;
export const COLUMN_X = [0, 330, 590] as const;
export const COLUMN_WIDTH = [250, 180, 290] as const;
export const WIDTH = COLUMN_X[2] + COLUMN_WIDTH[2];
/** Above the columns, for their heads. */
export const HEAD = 28;

export interface Placed {
  id: string;
  column: 0 | 1 | 2;
  x: number;
  /** Of its middle. */
  y: number;
}

export interface Layout {
  nodes: Map<string, Placed>;
  /** Ids from top to bottom. */
  columns: [string[], string[], string[]];
  height: number;
}

/** Three columns from server to address to TLDs. A node stands near the middle of what leads to it, so that few lines cross. */
export function layoutOf({ servers, addresses, groups, edges }: ImpactPictureView): Layout {
  const first = servers.map(({ id }) => id);
  const second = byMiddle(
    addresses.map(({ id }) => id),
    first,
    edges,
  );
  const third = byMiddle(
    groups.map(({ id }) => id),
    [...second, ...first],
    edges,
  );
  const columns: Layout['columns'] = [first, second, third];
  const rows = Math.max(1, ...columns.map(({ length }) => length));
  const nodes = new Map<string, Placed>();
  columns.forEach((ids, index) => {
    const column = index as Placed['column'];
    const x = COLUMN_X[column];
    // Shorter columns stand in the middle of the longest.
    const top = HEAD + ((rows - ids.length) * ROW) / 2;
    ids.forEach((id, row) => nodes.set(id, { id, column, x, y: top + row * ROW + ROW / 2 }));
  });
  return { nodes, columns, height: HEAD + rows * ROW };
}

/** Those that nothing leads to come last. */
function byMiddle(ids: string[], before: string[], edges: ImpactPictureView['edges']): string[] {
  const rowOf = new Map(before.map((id, row) => [id, row]));
  const middleOf = (id: string) => {
    const rows = edges.filter(({ to }) => to === id).map(({ from }) => rowOf.get(from) ?? 0);
    return rows.length === 0 ? Infinity : rows.reduce((sum, row) => sum + row, 0) / rows.length;
  };
  const middles = new Map(ids.map((id) => [id, middleOf(id)]));
  const at = (id: string) => Math.min(middles.get(id) ?? 0, Number.MAX_SAFE_INTEGER);
  return [...ids].sort((a, b) => at(a) - at(b));
}

/** Everything on a path through a node: what leads to it and what it leads to, itself included. */
export function pathsThrough(id: string, edges: ImpactPictureView['edges']): Set<string> {
  const follow = (from: 'from' | 'to', to: 'from' | 'to') => {
    const reached = new Set([id]);
    for (const one of reached) for (const edge of edges) if (edge[from] === one) reached.add(edge[to]);
    return reached;
  };
  return new Set([...follow('to', 'from'), ...follow('from', 'to')]);
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/** Where an arrow key leads: along a column, or to the nearest node of the next column, joined ones first. */
export function neighbourOf(
  id: string,
  direction: Direction,
  { nodes, columns }: Layout,
  edges: ImpactPictureView['edges'],
): string | null {
  const here = nodes.get(id);
  if (here === undefined) return null;
  const column = columns[here.column];
  if (direction === 'up' || direction === 'down')
    return column[column.indexOf(id) + (direction === 'up' ? -1 : 1)] ?? null;
  const joined = edges.flatMap(({ from, to }) => {
    if (direction === 'right' && from === id) return [to];
    return direction === 'left' && to === id ? [from] : [];
  });
  const beside = here.column + (direction === 'right' ? 1 : -1);
  const candidates = joined.length > 0 ? joined : (columns[beside] ?? []);
  const distance = (other: string) => Math.abs((nodes.get(other)?.y ?? 0) - here.y);
  return [...candidates].sort((a, b) => distance(a) - distance(b))[0] ?? null;
}
