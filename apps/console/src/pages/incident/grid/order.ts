import type { GridRowView } from '#libs/contracts';
import { AFFECTED_STATES } from '#libs/contracts';

/** `need`: whoever waits for a person first, the longest silence on top. */
export const SORTS = ['need', 'operator', 'state', 'told', 'seen', 'answered', 'next'] as const;
export type SortName = (typeof SORTS)[number];

export interface Sort {
  by: SortName;
  down: boolean;
}

const NEXT_RANK = ['call', 'second_contact', 'retry', 'approve', 'tell', 'decide', 'send'];
const STATE_RANK: readonly GridRowView['state'][] = [
  'affected',
  'investigating',
  'seen',
  'mitigating',
  'unknown',
  'recovered',
  'not_affected',
];

/** 0: silent. Then those for whom something is due, then those that have spoken, by how much there is left to do. */
function needOf({ silentSince, next, state }: GridRowView): number {
  if (silentSince !== null) return 0;
  if (next !== null) return 1 + NEXT_RANK.indexOf(next.what);
  const rank = STATE_RANK.indexOf(state);
  return 1 + NEXT_RANK.length + (rank === -1 ? STATE_RANK.length : rank);
}

type Key = string | number | null;

const KEYS: Record<SortName, (row: GridRowView) => Key> = {
  need: needOf,
  operator: ({ operator }) => operator.name.toLowerCase(),
  state: ({ state }) => AFFECTED_STATES.indexOf(state),
  told: ({ toldAt }) => toldAt,
  seen: ({ seenAt }) => seenAt,
  answered: ({ answeredAt }) => answeredAt,
  next: ({ next }) => (next === null ? null : `${NEXT_RANK.indexOf(next.what)} ${next.at ?? ''}`),
};

/** Rows without the thing that is sorted by stand at the end, whichever way it goes. */
export function sorted(rows: GridRowView[], { by, down }: Sort): GridRowView[] {
  const keyed = rows.map((row) => ({ row, key: KEYS[by](row) }));
  return keyed.sort((a, b) => byKey(a.key, b.key, down) || byNeed(a.row, b.row)).map(({ row }) => row);
}

function byKey(a: Key, b: Key, down: boolean): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return (a < b ? -1 : 1) * (down ? -1 : 1);
}

/** The longest silence first, then by name. */
const byNeed = (a: GridRowView, b: GridRowView): number =>
  byKey(a.silentSince, b.silentSince, false) || a.operator.name.localeCompare(b.operator.name);
