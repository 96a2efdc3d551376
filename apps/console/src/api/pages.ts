import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { PageView } from '#libs/contracts';
import { read } from './call.ts';
import type { Query } from './call.ts';

/** A list that goes on, page by page. `key` names it for live events. */
export function usePages<T>(key: readonly unknown[], path: string, query: Query = {}) {
  const asked = useInfiniteQuery({
    queryKey: [...key, query],
    queryFn: ({ pageParam, signal }) => read<PageView<T>>(path, { ...query, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    // While one types, what was found before stays until there is better.
    placeholderData: keepPreviousData,
  });
  return { ...asked, items: asked.data?.pages.flatMap(({ items }) => items) ?? [] };
}
