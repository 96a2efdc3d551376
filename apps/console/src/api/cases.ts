import { useQuery } from '@tanstack/react-query';
import type {
  NoticeView,
  OperatorIncidentView,
  OperatorReportView,
  PageView,
  TimelineEntryView,
} from '#libs/contracts';
import { read } from './call.ts';

/** An incident as one's operator knows it. */
export const useCase = (id: string) =>
  useQuery({
    queryKey: ['incident', id, 'case'],
    queryFn: ({ signal }) => read<OperatorIncidentView>(`incidents/${id}`, {}, signal),
  });

const usePart = <T>(id: string, part: string) =>
  useQuery({
    queryKey: ['incident', id, part],
    queryFn: async ({ signal }) => (await read<PageView<T>>(`incidents/${id}/${part}`, {}, signal)).items,
  });

export const useCaseTimeline = (id: string) => usePart<TimelineEntryView>(id, 'timeline');
export const useCaseReports = (id: string) => usePart<OperatorReportView>(id, 'reports');
/** Mails that went to one's operator about it, newest first. */
export const useCaseNotices = (id: string) => usePart<NoticeView>(id, 'deliveries');
