import { useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  HandOver,
  OverrideMade,
  PagingSet,
  PagingView,
  RotaFeedView,
  RotaSet,
  RotaView,
} from '#libs/contracts';
import { read, send } from './call.ts';
import { etagOf } from './incident.ts';

/** Who is on duty now, and for the weeks that come. */
export const useRota = () =>
  useQuery({
    queryKey: ['rota'],
    queryFn: ({ signal }) => read<RotaView>('rota', {}, signal),
    refetchInterval: 60_000,
  });

/** @throws ApiFault 412 when somebody was faster */
export const setRota = (rota: RotaSet, version: number): Promise<RotaView> =>
  send('PUT', 'rota', rota, { ifMatch: etagOf(version) });

export const standIn = (override: OverrideMade, key: string): Promise<RotaView> =>
  send('POST', 'rota/overrides', override, { key });

export const endStandIn = (id: string): Promise<void> => send('DELETE', `rota/overrides/${id}`);

/** From now until the next hand-over. */
export const handOverTo = (given: HandOver, key: string): Promise<RotaView> =>
  send('POST', 'rota/hand-over', given, { key });

/** A new address of the calendar; the one before leads nowhere any more. Told once. */
export const newFeed = (): Promise<RotaFeedView> => send('POST', 'rota/feed');

export function useRotaChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['rota'] });
}

/** How one is paged oneself, and by which ways this installation can page at all. */
export const useOwnPaging = () =>
  useQuery({
    queryKey: ['paging'],
    queryFn: ({ signal }) => read<PagingView>('account/paging', {}, signal),
  });

export const setOwnPaging = (given: PagingSet): Promise<PagingView> => send('PUT', 'account/paging', given);
