import type { GridRowView, TimelineEntryView } from '#libs/contracts';
import { groupBy } from '#libs/contracts';
import { familyOf } from './families.ts';
import type { Family } from './families.ts';
import { CERT, partyOf } from './party.ts';

export interface Dot {
  /** Of the entry in the record. */
  index: number;
  at: number;
  family: Family;
}

/** A state from one instant to another; null: until now. */
export interface Bar {
  from: number;
  to: number | null;
  state: string;
  /** Told, and no word: hatched, never a colour that says all is well. */
  isSilence: boolean;
}

export interface Lane {
  party: string;
  dots: Dot[];
  bars: Bar[];
}

const SILENT_STATES: readonly string[] = ['told', 'no_answer'];

/** One lane a party: the CERT on top, then the operators in the order of the grid, then whoever else is in the record. */
export function lanesOf(entries: readonly TimelineEntryView[], grid: readonly GridRowView[]): Lane[] {
  const own = groupBy(entries, partyOf);
  const inGrid = grid.map(({ operator }) => operator.id);
  const parties = [...new Set([CERT, ...inGrid, ...own.keys()])];
  return parties.map((party) => {
    const entriesOf = own.get(party) ?? [];
    return {
      party,
      dots: entriesOf.map(({ index, at, type }) => ({ index, at: Date.parse(at), family: familyOf(type) })),
      bars: barsOf(entriesOf),
    };
  });
}

const CHANGES: readonly string[] = [
  'incident.opened',
  'incident.state_changed',
  'operator.added',
  'operator.state_changed',
];

function barsOf(entries: readonly TimelineEntryView[]): Bar[] {
  const changes = entries
    .filter(({ type }) => CHANGES.includes(type))
    .map(({ at, data }) => ({ from: Date.parse(at), state: stateIn(data) }))
    .filter((change): change is { from: number; state: string } => change.state !== null);
  return changes.map(({ from, state }, place) => ({
    from,
    to: changes[place + 1]?.from ?? null,
    state,
    isSilence: SILENT_STATES.includes(state),
  }));
}

function stateIn(data: TimelineEntryView['data']): string | null {
  const state = data['to'] ?? data['state'];
  return typeof state === 'string' ? state : null;
}

/** Until when something has to be decided, as far as the record tells. */
export function deadlinesOf(entries: readonly TimelineEntryView[]): number[] {
  return entries.flatMap(({ data }) => {
    const at = typeof data['expiresAt'] === 'string' ? Date.parse(data['expiresAt']) : NaN;
    return Number.isNaN(at) ? [] : [at];
  });
}
