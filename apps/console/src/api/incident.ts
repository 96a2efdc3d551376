import { useQuery } from '@tanstack/react-query';
import type { IncidentOverviewView } from '#libs/contracts';
import { read } from './call.ts';

/** Where an incident stands, with each operator in it. For the CERT's own people. */
export const useOverview = (id: string) =>
  useQuery({
    queryKey: ['incident', id, 'overview'],
    queryFn: ({ signal }) => read<IncidentOverviewView>(`incidents/${id}/overview`, {}, signal),
  });
