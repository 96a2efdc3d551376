import { useQuery } from '@tanstack/react-query';
import type { ThreadView } from '#libs/contracts';
import { read } from './call.ts';

/** What was said between us and one operator in an incident, the oldest first. */
export const useThread = (incidentId: string, operatorId: string) =>
  useQuery({
    queryKey: ['incident', incidentId, 'threads', operatorId],
    queryFn: ({ signal }) =>
      read<ThreadView>(`incidents/${incidentId}/threads/${encodeURIComponent(operatorId)}`, {}, signal),
  });
