import { useRef, useState } from 'react';
import type { FocusEvent, RefObject } from 'react';

export type RowList = 'due' | 'fresh';

/** A row of one of the two lists. */
export interface RowPlace {
  list: RowList;
  id: string;
}

export interface Rows {
  /** Goes around both lists. */
  place: RefObject<HTMLDivElement | null>;
  /** Where the keys work: the row that had the focus last. */
  current: RowPlace | null;
  onFocus: (event: FocusEvent) => void;
  /** So many rows on, in the list one is in. */
  step: (by: number) => void;
  goTo: (list: RowList) => void;
}

/** Those that are shown: what is folded away cannot be gone to. */
const rowsIn = (board: HTMLElement | null, list: RowList) =>
  [...(board?.querySelectorAll<HTMLElement>(`[data-list="${list}"]`) ?? [])].filter(
    (row) => row.offsetParent !== null,
  );
const focusOn = (row: HTMLElement | undefined) => {
  const main = row?.querySelector<HTMLElement>('[data-main]');
  main?.focus();
  row?.scrollIntoView({ block: 'nearest' });
};

/** `j` and `k` move the focus itself, so that what one sees, hears and presses is the same row. */
export function useRows(): Rows {
  const place = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<RowPlace | null>(null);
  const index = useRef(0);

  const onFocus = ({ target }: FocusEvent) => {
    const row = (target as HTMLElement).closest<HTMLElement>('[data-row]');
    const { row: id, list } = row?.dataset ?? {};
    if (id === undefined || (list !== 'due' && list !== 'fresh')) return;
    index.current = rowsIn(place.current, list).findIndex((one) => one === row);
    if (current?.id !== id || current.list !== list) setCurrent({ list, id });
  };
  const step = (by: number) => {
    const rows = rowsIn(place.current, current?.list ?? 'due');
    const found = rows.findIndex((row) => row.dataset['row'] === current?.id);
    // The row that one was on may be gone: what stands in its place comes next.
    const from = found === -1 ? index.current - (by > 0 ? 1 : 0) : found;
    const first = current === null ? 0 : from + by;
    focusOn(rows[Math.max(0, Math.min(rows.length - 1, first))]);
  };
  return {
    place,
    current,
    onFocus,
    step,
    goTo: (list) => focusOn(rowsIn(place.current, list)[0]),
  };
}
