import { useQueryClient } from '@tanstack/react-query';
import type { CallMade, CallState, CallView } from '#libs/contracts';
import { send } from './call.ts';
import { usePages } from './pages.ts';

/** What mail cannot do; those of one state, the newest first. */
export const useCalls = (state: CallState) => usePages<CallView>(['calls'], 'calls', { state });

/** What came of a call. */
export const callMade = (id: string, given: CallMade, key: string): Promise<CallView> =>
  send('POST', `calls/${id}/outcome`, given, { key });

export function useCallsChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['calls'] });
}
