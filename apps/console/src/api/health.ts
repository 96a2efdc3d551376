import { useQuery } from '@tanstack/react-query';
import type { HealthView } from '#libs/contracts';
import { read } from './call.ts';

/** Asked again every half minute while somebody looks. */
export const useHealth = () =>
  useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => read<HealthView>('health', {}, signal),
    refetchInterval: 30_000,
  });
