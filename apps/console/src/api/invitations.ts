import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { InvitationView, PageView, Role } from '#libs/contracts';
import { read, send } from './call.ts';

const INVITATIONS = ['invitations'] as const;

export const useInvitations = () =>
  useInfiniteQuery({
    queryKey: INVITATIONS,
    queryFn: ({ pageParam, signal }) =>
      read<PageView<InvitationView>>('invitations', { cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

export interface Invited {
  email: string;
  role: Role;
  operator?: string | undefined;
  name?: string | undefined;
}

export const invite = (invited: Invited, key: string): Promise<InvitationView> =>
  send('POST', 'invitations', invited, { key });

export const revokeInvitation = (id: string): Promise<void> => send('DELETE', `invitations/${id}`);

export function useInvitationChange<Given, Result>(act: (given: Given) => Promise<Result>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => queries.invalidateQueries({ queryKey: INVITATIONS }),
  });
}
