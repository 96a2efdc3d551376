import { useQuery } from '@tanstack/react-query';
import type { PipelineView } from '#libs/contracts';
import { Unreachable } from './fault.ts';

/** Does work get done? Machines ask the same; where it stands the answer is 503, with the reasons. */
export const usePipeline = () =>
  useQuery({
    queryKey: ['health', 'pipeline'],
    queryFn: ({ signal }) => readPipeline(signal),
    refetchInterval: 30_000,
  });

/** @throws Unreachable */
async function readPipeline(signal: AbortSignal): Promise<PipelineView> {
  const response = await fetch('/healthz/pipeline', { signal }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Unreachable();
  });
  if (!response.ok && response.status !== 503) throw new Unreachable();
  return (await response.json()) as PipelineView;
}
