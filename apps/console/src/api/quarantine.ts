import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { PageView, PutAsideView } from '#libs/contracts';
import { read, send } from './call.ts';

export const useQuarantine = () =>
  useInfiniteQuery({
    queryKey: ['quarantine'],
    queryFn: ({ pageParam, signal }) =>
      read<PageView<PutAsideView>>('quarantine', { cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: 60_000,
  });

/** A person's word on it. The list is read anew whatever came of it: somebody else may have decided. */
export function useDecision({ kind, id }: Pick<PutAsideView, 'kind' | 'id'>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ how, reason }: { how: 'retry' | 'discard'; reason: string }) =>
      send('POST', `quarantine/${kind}/${id}/${how}`, reason === '' ? {} : { reason }),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['quarantine'] });
      await queries.invalidateQueries({ queryKey: ['health'] });
    },
  });
}
