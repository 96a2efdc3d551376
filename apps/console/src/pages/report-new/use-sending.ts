import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { OperatorReportView } from '#libs/contracts';
import { send } from '../../api/call.ts';
import { ApiFault, Unreachable } from '../../api/fault.ts';
import type { ReportDraft } from './draft.ts';
import { submissionOf } from './submission.ts';

/** ms; the longest between two tries by itself. */
const LONGEST_PAUSE = 30_000;

/** Tried again by itself until it is through: no answer, a service that cannot just now, an earlier try that still runs. */
const isPassing = (error: unknown): boolean =>
  error instanceof Unreachable ||
  (error instanceof ApiFault &&
    (error.problem.status >= 500 ||
      error.problem.status === 429 ||
      error.problem.code === 'idempotency.running'));

/** It goes out once its person is back. */
export const isSignedOut = (error: unknown): boolean =>
  error instanceof ApiFault && error.problem.status === 401;

function pauseBefore(tries: number, error: unknown): number {
  const asked = error instanceof ApiFault ? error.retryAfter : null;
  return asked === null ? Math.min(LONGEST_PAUSE, 2_000 * 2 ** tries) : asked * 1_000;
}

interface Attempt {
  draft: ReportDraft;
  signal: AbortSignal;
}

interface Given {
  draft: ReportDraft;
  onSent: (report: OperatorReportView) => void;
  /** It was refused: it is the person's again. */
  onRefused: () => void;
}

/** Sends a report that is due until it is through; the same key each time, so it is stored once. */
export function useSending({ draft, onSent, onRefused }: Given) {
  const queries = useQueryClient();
  const attempt = useRef<AbortController | null>(null);
  const sending = useMutation<OperatorReportView, Error, Attempt>({
    mutationFn: ({ draft: due, signal }) =>
      send<OperatorReportView>('POST', 'reports', submissionOf(due), { key: due.key, signal }),
    retry: (_tries, error) => isPassing(error),
    retryDelay: pauseBefore,
    onSuccess: async (report) => {
      queries.setQueryData(['report', report.id], report);
      onSent(report);
      await queries.invalidateQueries({ queryKey: ['reports'] });
    },
    onError: (error, { signal }) => {
      // One that was broken off is over, and another is on its way.
      if (!signal.aborted && !isSignedOut(error)) onRefused();
    },
  });
  const { mutate, reset } = sending;
  const start = useCallback(
    (due: ReportDraft) => {
      attempt.current?.abort();
      attempt.current = new AbortController();
      mutate({ draft: due, signal: attempt.current.signal });
    },
    [mutate],
  );
  const stop = useCallback(() => {
    attempt.current?.abort();
    reset();
  }, [reset]);

  // What was due when the page was left goes out now.
  const found = useRef(draft);
  useEffect(() => {
    if (found.current.isDue) start(found.current);
    return () => attempt.current?.abort();
  }, [start]);

  return { start, stop, error: sending.error, failure: sending.failureReason, isPaused: sending.isPaused };
}
