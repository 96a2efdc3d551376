import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  AccountView,
  IdentitiesView,
  OpenSessionView,
  PageView,
  PasskeyView,
  TokenView,
} from '#libs/contracts';
import { read, readVersioned } from './call.ts';
import { SESSION } from './session.ts';

const ACCOUNT = 'account';

export const useAccount = () =>
  useQuery({
    queryKey: [ACCOUNT],
    queryFn: ({ signal }) => readVersioned<AccountView>('account', signal),
  });

export const usePasskeys = () =>
  useQuery({
    queryKey: [ACCOUNT, 'passkeys'],
    queryFn: async ({ signal }) =>
      (await read<{ items: PasskeyView[] }>('account/passkeys', {}, signal)).items,
  });

export const useOwnSessions = () =>
  useQuery({
    queryKey: [ACCOUNT, 'sessions'],
    queryFn: async ({ signal }) =>
      (await read<PageView<OpenSessionView>>('account/sessions', {}, signal)).items,
  });

export const useOwnTokens = () =>
  useQuery({
    queryKey: [ACCOUNT, 'tokens'],
    queryFn: async ({ signal }) => (await read<PageView<TokenView>>('account/tokens', {}, signal)).items,
  });

export const useIdentities = () =>
  useQuery({
    queryKey: [ACCOUNT, 'identities'],
    queryFn: ({ signal }) => read<IdentitiesView>('account/identities', {}, signal),
  });

/** A change of one's own account: whatever is shown of it is read anew. */
export function useAccountChange<Given = void, Result = void>(act: (given: Given) => Promise<Result>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: [ACCOUNT] }),
        queries.invalidateQueries({ queryKey: SESSION }),
      ]);
    },
  });
}
