import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditEntryView, PageView } from '#libs/contracts';
import { read } from './call.ts';

/** As the API takes it; what is absent is not asked. */
export type AuditFilter = Partial<
  Record<'type' | 'actor' | 'subject' | 'operator' | 'since' | 'until' | 'network' | 'q', string>
>;

export const useAudit = (filter: AuditFilter) =>
  useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) =>
      read<PageView<AuditEntryView>>('audit', { ...filter, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
