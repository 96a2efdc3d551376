import { useQuery } from '@tanstack/react-query';
import type { OperatorReportView } from '#libs/contracts';
import { read } from './call.ts';

/** ms; a report is looked at by the machine within seconds, and whoever filed it waits for that. */
const SOON = 3_000;

/** A report of one's own operator. Until it was looked at, it is asked for again and again. */
export const useOwnReport = (id: string) =>
  useQuery({
    queryKey: ['report', id],
    queryFn: ({ signal }) => read<OperatorReportView>(`reports/${id}`, {}, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'received' ? SOON : false),
  });
