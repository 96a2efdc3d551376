import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { PageView, RelatedIncidentView, StaffIncidentView, StaffReportView } from '#libs/contracts';
import { read, send } from './call.ts';

/** An incident into which another may be joined. `score` is null where only the words fit. */
export interface JoinCandidate extends Pick<
  RelatedIncidentView,
  'id' | 'number' | 'title' | 'state' | 'severity' | 'openedAt' | 'reasons'
> {
  score: number | null;
}

/** Without words the incidents that are most like it, with why; with words those that hold them. */
export const useJoinCandidates = (id: string, words: string) =>
  useQuery({
    queryKey: ['incident', id, 'candidates', words],
    queryFn: ({ signal }): Promise<JoinCandidate[]> =>
      words === '' ? likest(id, signal) : holding(words, id, signal),
    placeholderData: keepPreviousData,
  });

async function likest(id: string, signal: AbortSignal): Promise<JoinCandidate[]> {
  const { items } = await read<PageView<RelatedIncidentView>>(`incidents/${id}/related`, {}, signal);
  return items.filter(({ relation }) => relation === 'similar');
}

async function holding(words: string, id: string, signal: AbortSignal): Promise<JoinCandidate[]> {
  const { items } = await read<PageView<StaffIncidentView>>('incidents', { q: words, limit: 20 }, signal);
  return items
    .filter((one) => one.id !== id && one.state !== 'duplicate')
    .map((one) => ({ ...one, reasons: [], score: null }));
}

export const useReportsOf = (id: string, isAsked: boolean) =>
  useQuery({
    queryKey: ['incident', id, 'reports'],
    queryFn: async ({ signal }): Promise<StaffReportView[]> =>
      (await read<PageView<StaffReportView>>(`incidents/${id}/reports`, {}, signal)).items,
    enabled: isAsked,
  });

/** `id` becomes a duplicate of `into`, which takes its reports and operators. */
export const merge = (id: string, into: string, reason: string, key?: string): Promise<StaffIncidentView> =>
  send('POST', `incidents/${id}/merge`, { into, reason }, { key });

/** A duplicate stands for itself again, with all it brought. */
export const unmerge = (id: string, reason: string, key?: string): Promise<StaffIncidentView> =>
  send('POST', `incidents/${id}/split`, { reason }, { key });

/** These reports get an incident of their own. @returns the new one */
export const split = (
  id: string,
  given: { reports: string[]; title?: string; reason: string },
  key?: string,
): Promise<StaffIncidentView> => send('POST', `incidents/${id}/split`, given, { key });
