import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type {
  AdvisoryState,
  AdvisorySummaryView,
  AdvisoryTextView,
  AdvisoryView,
  PageView,
  StaffIncidentView,
} from '#libs/contracts';
import { read, readVersioned, send } from './call.ts';

export interface AdvisoryFilter {
  state?: AdvisoryState | undefined;
  asked?: boolean | undefined;
}

/** Newest first, a page after the other. */
export const useAdvisories = (filter: AdvisoryFilter) =>
  useInfiniteQuery({
    queryKey: ['advisories', filter],
    queryFn: ({ pageParam, signal }) =>
      read<PageView<AdvisorySummaryView>>('advisories', { ...filter, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

/** With the version that an edit builds on. */
export const useAdvisory = (id: string) =>
  useQuery({
    queryKey: ['advisory', id],
    queryFn: ({ signal }) => readVersioned<AdvisoryView>(`advisories/${id}`, signal),
  });

export const draftAdvisory = (text: AdvisoryTextView, key: string): Promise<AdvisoryView> =>
  send('POST', 'advisories', text, { key });

export const editAdvisory = (id: string, text: AdvisoryTextView, ifMatch: string): Promise<AdvisoryView> =>
  send('PATCH', `advisories/${id}`, text, { ifMatch });

interface Word {
  /** What was corrected, as the public reads it. */
  correction?: string;
}

/** Its writer asks; another person publishes. */
export const speakForAdvisory = (
  id: string,
  word: Word,
  sending: { key: string; ifMatch: string },
): Promise<AdvisoryView> => send('POST', `advisories/${id}/publication`, word, sending);

export const withdrawAdvisory = (
  id: string,
  reason: string,
  sending: { key: string; ifMatch: string },
): Promise<AdvisoryView> => send('POST', `advisories/${id}/withdrawal`, { reason }, sending);

/** The incident that people call by this number; null where there is none. */
export async function incidentByNumber(number: string): Promise<StaffIncidentView | null> {
  const { items } = await read<PageView<StaffIncidentView>>('incidents', { q: number, limit: 5 });
  return items.find((incident) => incident.number === number) ?? null;
}

export const useLinkedIncident = (id: string | null) =>
  useQuery({
    queryKey: ['incident', id, 'label'],
    queryFn: ({ signal }) => read<StaffIncidentView>(`incidents/${id ?? ''}`, {}, signal),
    enabled: id !== null,
  });
