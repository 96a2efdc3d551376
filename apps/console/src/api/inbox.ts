import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { InboundLine, InboundView, InboxFilter, PageView } from '#libs/contracts';
import { read } from './call.ts';

/** ms between two looks: mail comes in while one looks on. */
const LOOK_AGAIN = 20_000;

/** What came in, the newest first. */
export function useInbox(filter: InboxFilter) {
  const asked = useInfiniteQuery({
    queryKey: ['inbox', filter],
    queryFn: ({ pageParam, signal }) =>
      read<PageView<InboundLine>>('inbox', { ...filter, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: LOOK_AGAIN,
  });
  return { ...asked, items: asked.data?.pages.flatMap(({ items }) => items) ?? [] };
}

/** Looked at again by itself until it is read. */
export const useInboundMail = (id: string) =>
  useQuery({
    queryKey: ['inbox', id],
    queryFn: ({ signal }) => read<InboundView>(`inbox/${id}`, {}, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'received' ? 2_000 : false),
  });

/** Where its bytes are saved from; the service sends them as a file, never as a page. */
export const rawMailUrl = (id: string): string => `/api/v1/inbox/${id}/raw`;

/** Where the bytes of a file that came with it are saved from, in the same way. */
export const mailFileUrl = (id: string, n: number): string => `/api/v1/inbox/${id}/files/${n}`;
