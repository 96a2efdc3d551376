import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type {
  ConsentView,
  PageView,
  PublicReportsView,
  ReportChannel,
  ReportState,
  StaffReportView,
  TlpConsentRequest,
} from '#libs/contracts';
import { read, send } from './call.ts';

export interface ReportFilter {
  state?: ReportState | undefined;
  channel?: ReportChannel | undefined;
}

/** Reports as the CERT's own people see them, newest first, a page after the other. */
export const useReports = (filter: ReportFilter) =>
  useInfiniteQuery({
    queryKey: ['reports', filter],
    queryFn: ({ pageParam, signal }) =>
      read<PageView<StaffReportView>>('reports', { ...filter, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

export const useReport = (id: string) =>
  useQuery({
    queryKey: ['report', id],
    queryFn: ({ signal }) => read<StaffReportView>(`reports/${id}`, {}, signal),
  });

/** What the public form brought and nobody has confirmed. */
export const useUnproven = () =>
  useInfiniteQuery({
    queryKey: ['reports', 'unproven'],
    queryFn: ({ pageParam, signal }) =>
      read<PublicReportsView>('public/reports', { cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

/** A responder's word on a report of a public source. */
export const judgeReport = (
  id: string,
  verdict: 'acceptance' | 'rejection',
  reason: string,
  key: string,
): Promise<StaffReportView> => send('POST', `reports/${id}/${verdict}`, { reason }, { key });

export const consentTo = (id: string, consent: TlpConsentRequest, key: string): Promise<ConsentView> =>
  send('POST', `reports/${id}/tlp-consent`, consent, { key });
