import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OpenSessionView, PageView, PersonView, Role, TokenView } from '#libs/contracts';
import { read, readVersioned } from './call.ts';

export interface UserFilter {
  q?: string | undefined;
  role?: Role | undefined;
}

/** All people, for leads; whoever came last comes first. */
export const useUsers = (filter: UserFilter) =>
  useInfiniteQuery({
    queryKey: ['users', filter],
    queryFn: ({ pageParam, signal }) =>
      read<PageView<PersonView>>('users', { ...filter, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

export const useUser = (id: string) =>
  useQuery({
    queryKey: ['users', id],
    queryFn: ({ signal }) => readVersioned<PersonView>(`users/${id}`, signal),
  });

export const useSessionsOf = (id: string) =>
  useQuery({
    queryKey: ['users', id, 'sessions'],
    queryFn: async ({ signal }) =>
      (await read<PageView<OpenSessionView>>(`users/${id}/sessions`, {}, signal)).items,
  });

export const useTokensOf = (id: string) =>
  useQuery({
    queryKey: ['users', id, 'tokens'],
    queryFn: async ({ signal }) => (await read<PageView<TokenView>>(`users/${id}/tokens`, {}, signal)).items,
  });

/** A change of people: whatever is shown of them is read anew. */
export function useUserChange<Given = void, Result = void>(act: (given: Given) => Promise<Result>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => queries.invalidateQueries({ queryKey: ['users'] }),
  });
}
