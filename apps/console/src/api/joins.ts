import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { PageView, SimilarIncidentView, StaffIncidentView, StaffReportView } from '#libs/contracts';
import { read, send } from './call.ts';

/** Incidents into which one could be merged, the likest first; with words, those that hold them too. */
export const useSimilar = (id: string, words: string, isAsked: boolean) =>
  useQuery({
    queryKey: ['incident', id, 'similar', words],
    queryFn: async ({ signal }): Promise<SimilarIncidentView[]> =>
      (await read<PageView<SimilarIncidentView>>(`incidents/${id}/similar`, { q: words }, signal)).items,
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });

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
