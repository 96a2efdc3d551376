import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { HeldAlertState, HeldAlertView, PageView } from '#libs/contracts';
import { read, send } from './call.ts';

/** ms between two looks: an alert goes out by itself while one looks on. */
const LOOK_AGAIN = 10_000;

/** Alerts that rules post, in these states; the newest first. */
export function useHeldAlerts(states: readonly HeldAlertState[]) {
  const asked = useInfiniteQuery({
    queryKey: ['alerts', states],
    queryFn: ({ pageParam, signal }) =>
      read<PageView<HeldAlertView>>('alerts', { state: states.join(','), cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: LOOK_AGAIN,
  });
  return { ...asked, items: asked.data?.pages.flatMap(({ items }) => items) ?? [] };
}

export type AlertDecision = { how: 'stop'; reason: string } | { how: 'release' };

/** A person's word on an alert that waits. The list is read anew whatever came of it: it may have gone out meanwhile. */
export function useAlertDecision(id: string, key: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: AlertDecision) =>
      send<HeldAlertView>(
        'POST',
        `alerts/${id}/${given.how}`,
        given.how === 'stop' && given.reason !== '' ? { reason: given.reason } : {},
        { key: `${key}.${given.how}` },
      ),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['alerts'] });
      await queries.invalidateQueries({ queryKey: ['lists'] });
    },
  });
}
