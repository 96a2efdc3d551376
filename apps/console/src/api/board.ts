import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { BoardItemView, BoardView } from '#libs/contracts';
import { read } from './call.ts';
import type { Query } from './call.ts';

/** As many as one looks over; more come on demand. */
const PAGE = 50;
/** ms; what is due becomes overdue without anything happening. */
const LOOK_AGAIN = 60_000;

/** The duty board: lanes and what has come in as of now, and what is due, page by page. */
export function useBoard(filter: Query) {
  const asked = useInfiniteQuery({
    queryKey: ['board', filter],
    queryFn: ({ pageParam, signal }) =>
      read<BoardView>('board', { ...filter, limit: PAGE, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ due }) => due.next,
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN,
  });
  return { ...asked, board: asked.data?.pages[0], items: onceEach(asked.data?.pages ?? []) };
}

/** What came to be due earlier between two pages stands on both. */
function onceEach(pages: BoardView[]): BoardItemView[] {
  const items = pages.flatMap(({ due }) => due.items);
  return [...new Map(items.map((item) => [item.id, item])).values()];
}
