import { useQueryClient } from '@tanstack/react-query';
import type { FactStated } from '#libs/contracts';
import { send } from './call.ts';

/** What happened, as somebody says; one that `corrects` an entry stands beside it. */
export const stateFact = (incidentId: string, fact: FactStated, key: string): Promise<unknown> =>
  send('POST', `incidents/${incidentId}/facts`, fact, { key });

/** Takes away for good what an entry says. */
export const eraseEntry = (
  incidentId: string,
  index: number,
  reason: string,
  key: string,
): Promise<unknown> => send('POST', `incidents/${incidentId}/timeline/${index}/erasure`, { reason }, { key });

/** Reads anew what is shown of an incident; settles when it is there. */
export function useIncidentChanged(incidentId: string): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['incident', incidentId] });
}
