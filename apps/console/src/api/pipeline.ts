import { useQuery } from '@tanstack/react-query';
import type { PipelineView } from '#libs/contracts';
import { read } from './call.ts';

/** Does work get done? */
export const usePipeline = () =>
  useQuery({
    queryKey: ['health', 'pipeline'],
    queryFn: ({ signal }) => read<PipelineView>('health/pipeline', {}, signal),
    refetchInterval: 30_000,
  });
