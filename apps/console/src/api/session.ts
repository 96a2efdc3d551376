import { useQuery } from '@tanstack/react-query';
import type { SessionView } from '#libs/contracts';
import { read, send } from './call.ts';
import { ApiFault } from './fault.ts';

export const SESSION = ['session'] as const;

/** Null: nobody is signed in. */
export const useAskedSession = () =>
  useQuery({
    queryKey: SESSION,
    queryFn: async ({ signal }): Promise<SessionView | null> => {
      try {
        return await read<SessionView>('session', {}, signal);
      } catch (error) {
        if (error instanceof ApiFault && error.problem.status === 401) return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });

export const signOut = (): Promise<void> => send('DELETE', 'session');
