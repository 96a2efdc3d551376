import { useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  AwarenessSet,
  DeadlineView,
  DueDeadlineView,
  EmbargoSet,
  FilingMade,
  IncidentDeadlinesView,
  OutageNoted,
  PageView,
  SignificanceAsked,
  SignificanceView,
} from '#libs/contracts';
import { read, send } from './call.ts';

/** ms; what is due becomes overdue, and ladders are climbed, without anything else happening. */
const LOOK_AGAIN = 30_000;
/** Of one answer. */
const MOST = 100;

/** All clocks of an incident, with the facts that they run by. */
export const useIncidentDeadlines = (incidentId: string) =>
  useQuery({
    queryKey: ['incident', incidentId, 'deadlines'],
    queryFn: ({ signal }) => read<IncidentDeadlinesView>(`incidents/${incidentId}/deadlines`, {}, signal),
    refetchInterval: LOOK_AGAIN,
  });

/** What is due next over all incidents, by its instant; without exercises. */
export const useDueDeadlines = (limit: number) =>
  useQuery({
    queryKey: ['deadlines', limit],
    queryFn: ({ signal }) => read<PageView<DueDeadlineView>>('deadlines', { limit }, signal),
    refetchInterval: LOOK_AGAIN,
  });

/** Somebody sees to it: nobody else is told for so many minutes. */
export const acknowledgeDeadline = (
  id: string,
  given: { minutes: number; reason: string },
  key: string,
): Promise<DeadlineView> => send('POST', `deadlines/${id}/acknowledgement`, given, { key });

/** Since when somebody was aware; again: a correction beside what was said before. */
export const setAwareness = (
  incidentId: string,
  given: AwarenessSet,
  key: string,
): Promise<IncidentDeadlinesView> => send('POST', `incidents/${incidentId}/awareness`, given, { key });

/** Something was filed with an authority. */
export const noteFiling = (
  incidentId: string,
  given: FilingMade,
  key: string,
): Promise<IncidentDeadlinesView> => send('POST', `incidents/${incidentId}/filings`, given, { key });

/** A service of a TLD was, or is, not there; one that `corrects` another stands for it from now on. */
export const noteOutage = (
  incidentId: string,
  given: OutageNoted,
  key: string,
): Promise<IncidentDeadlinesView> => send('POST', `incidents/${incidentId}/outages`, given, { key });

/** What was noted never was: it stays beside this word, and nothing reckons with it. */
export const withdrawOutage = (
  incidentId: string,
  outageId: string,
  reason: string,
  key: string,
): Promise<IncidentDeadlinesView> =>
  send('POST', `incidents/${incidentId}/outages/${outageId}/withdrawal`, { reason }, { key });

/** Until when nothing is told on; `until` null lifts it. */
export const setEmbargo = (
  incidentId: string,
  given: EmbargoSet,
  key: string,
): Promise<IncidentDeadlinesView> => send('POST', `incidents/${incidentId}/embargo`, given, { key });

/** Judges what it is told by the regulation, and keeps nothing. */
export const judgeSignificance = (given: SignificanceAsked): Promise<SignificanceView> =>
  send('POST', 'significance', given);

/** Embargoes that hold, as many as one answer brings: until when, RFC 3339, by the id of their incident. */
export const useEmbargoes = () =>
  useQuery({
    queryKey: ['deadlines', 'embargoes'],
    queryFn: async ({ signal }) => {
      const query = { kind: 'embargo', state: 'running', exercise: 'all', limit: MOST };
      const { items } = await read<PageView<DueDeadlineView>>('deadlines', query, signal);
      return new Map(items.map(({ incident, dueAt }) => [incident.id, dueAt]));
    },
    refetchInterval: LOOK_AGAIN,
  });

/** Reads anew what is shown of clocks; settles when it is there. */
export function useClocksChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['incident'] }),
      queries.invalidateQueries({ queryKey: ['deadlines'] }),
    ]);
  };
}
