import { useInfiniteQuery } from '@tanstack/react-query';
import type { PageView, StaffIncidentView } from '#libs/contracts';
import { read } from './call.ts';

/** As the list's query takes it; several of a kind with commas between. */
export interface IncidentFilter {
  q?: string | undefined;
  state?: string | undefined;
  severity?: string | undefined;
  kind?: string | undefined;
  tlp?: string | undefined;
  tld?: string | undefined;
  /** User id, or `me`. */
  assignee?: string | undefined;
}

/** Incidents as the CERT's own people see them, newest first, a page after the other. */
export const useIncidents = (filter: IncidentFilter) =>
  useInfiniteQuery({
    queryKey: ['incidents', filter],
    queryFn: ({ pageParam, signal }) =>
      read<PageView<StaffIncidentView>>('incidents', { ...filter, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
