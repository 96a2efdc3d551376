import { useQuery } from '@tanstack/react-query';
import type { StaffTimelineView } from '#libs/contracts';
import { read } from './call.ts';

const EMPTY: StaffTimelineView = { items: [], next: null, names: { operators: {}, users: {}, contacts: {} } };

/** Nothing that stands in a record changes, so only what is new is asked for. */
export const useTimeline = (id: string) =>
  useQuery({
    queryKey: ['incident', id, 'timeline'] as const,
    queryFn: async ({ client, queryKey, signal }): Promise<StaffTimelineView> => {
      const known = client.getQueryData<StaffTimelineView>(queryKey) ?? EMPTY;
      const from = known.items.length;
      const fresh = await read<StaffTimelineView>(`incidents/${id}/timeline`, { from }, signal);
      return joined(known, fresh);
    },
    structuralSharing: false,
  });

function joined(known: StaffTimelineView, fresh: StaffTimelineView): StaffTimelineView {
  if (fresh.items.length === 0 && known.items.length > 0) return known;
  return {
    items: [...known.items, ...fresh.items],
    next: null,
    names: {
      operators: { ...known.names.operators, ...fresh.names.operators },
      users: { ...known.names.users, ...fresh.names.users },
      contacts: { ...known.names.contacts, ...fresh.names.contacts },
    },
  };
}
