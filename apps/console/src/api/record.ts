import { useQuery } from '@tanstack/react-query';
import type { CheckpointView, ConsistencyProofView, InclusionProofView } from '#libs/contracts';
import { read } from './call.ts';

/** The newest signed head of the log; it moves with every entry, so it is asked again while somebody looks. */
export const useCheckpoint = () =>
  useQuery({
    queryKey: ['record', 'checkpoint'],
    queryFn: ({ signal }) => read<CheckpointView>('record/checkpoint', {}, signal),
    refetchInterval: 30_000,
  });

/** That a leaf is in the tree of `size` leaves. @throws ApiFault 404 where the log has no such leaf */
export const readInclusion = (leafHash: string, size: number, signal: AbortSignal) =>
  read<InclusionProofView>('record/proof', { leafHash, size }, signal);

/** That the tree of `to` leaves continues the one of `from`. */
export const readConsistency = (from: number, to: number, signal: AbortSignal) =>
  read<ConsistencyProofView>('record/proof', { from, to }, signal);
