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

/** Three columns from server to address to TLDs. A node stands in the middle of what leads to it, so that few lines cross. */
export function layoutOf({ servers, addresses, groups, edges }: ImpactPictureView): Layout {
  const nodes = new Map<string, Placed>();
  const columns = [servers, addresses, groups].map((things, index) => {
    const column = index as Placed['column'];
    const wanted = things.map(({ id }) => ({ id, y: middleOf(id, edges, nodes) }));
    return placed(wanted, column, nodes);
  }) as Layout['columns'];
  const lowest = Math.max(HEAD + ROW / 2, ...[...nodes.values()].map(({ y }) => y));
  return { nodes, columns, height: lowest + ROW / 2 };
}

/** Those that nothing leads to come last, at the first free place. */
function middleOf(id: string, edges: ImpactPictureView['edges'], nodes: Layout['nodes']): number {
  const ys = edges.filter(({ to }) => to === id).map(({ from }) => nodes.get(from)?.y ?? 0);
  return ys.length === 0 ? Infinity : ys.reduce((sum, y) => sum + y, 0) / ys.length;
}

/** From top to bottom, each where it wants to be or below the one before. */
function placed(
  wanted: { id: string; y: number }[],
  column: Placed['column'],
  nodes: Layout['nodes'],
): string[] {
  let free = HEAD + ROW / 2;
  const at = (y: number) => Math.min(y, Number.MAX_SAFE_INTEGER);
  const inOrder = [...wanted].sort((a, b) => at(a.y) - at(b.y));
  for (const { id, y } of inOrder) {
    const own = Number.isFinite(y) ? Math.max(free, y) : free;
    nodes.set(id, { id, column, x: COLUMN_X[column], y: own });
    free = own + ROW;
  }
  return inOrder.map(({ id }) => id);
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
