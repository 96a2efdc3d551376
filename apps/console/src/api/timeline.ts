import { useQuery } from '@tanstack/react-query';
import type { StaffTimelineView } from '#libs/contracts';
import { read } from './call.ts';

const EMPTY: StaffTimelineView = { items: [], next: null, names: { operators: {}, users: {}, contacts: {} } };

/** Nothing that stands in a record changes but what is erased, so only what is new is asked for, unless it tells of that. */
export const useTimeline = (id: string) =>
  useQuery({
    queryKey: ['incident', id, 'timeline'] as const,
    queryFn: async ({ client, queryKey, signal }): Promise<StaffTimelineView> => {
      const known = client.getQueryData<StaffTimelineView>(queryKey) ?? EMPTY;
      const from = known.items.length;
      const after = (first: number) =>
        read<StaffTimelineView>(`incidents/${id}/timeline`, { from: first }, signal);
      const fresh = await after(from);
      const isErased = from > 0 && fresh.items.some(({ type }) => type === 'entry.erased');
      return isErased ? after(0) : joined(known, fresh);
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
