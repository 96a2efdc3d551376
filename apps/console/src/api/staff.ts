import { useQuery } from '@tanstack/react-query';
import type { PageView, StaffUserView } from '#libs/contracts';
import { read } from './call.ts';

/** The CERT's own people by id: for the choice of an assignee and for names beside ids. */
export const useStaff = () =>
  useQuery({
    queryKey: ['users', 'staff'],
    queryFn: async ({ signal }): Promise<Map<string, StaffUserView>> => {
      const { items } = await read<PageView<StaffUserView>>('users', { limit: 200 }, signal);
      return new Map(items.map((user) => [user.id, user]));
    },
    staleTime: 300_000,
  });
