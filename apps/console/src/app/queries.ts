import { QueryClient } from '@tanstack/react-query';
import { ApiFault } from '../api/fault.ts';

/** Asked again by itself only where that may help: never what was refused. */
const isWorthAnotherTry = (tries: number, error: unknown): boolean =>
  tries < 2 && !(error instanceof ApiFault && error.problem.status < 500);

/** What was read from the service. Live events tell what has changed, so that nothing is asked for without need. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: isWorthAnotherTry },
    mutations: { retry: false },
  },
});
