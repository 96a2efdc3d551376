import { useQuery } from '@tanstack/react-query';
import type { EvidenceReportView, Language, MeasuredBy, ResponseTimesView } from '#libs/contracts';
import { queryText, read } from './call.ts';

/** First and last month, `2026-03`, or day, `2026-03-15`, both in it; UTC. */
export interface Period {
  from: string;
  to: string;
}

/** ms; it is reckoned from the whole record, and no minute changes what a year shows. */
const FRESH = 60_000;

/** Level, frequency, severity and gaps. `isWanted`: false asks nothing. */
export const useEvidence = ({ from, to }: Period, isWanted = true) =>
  useQuery({
    queryKey: ['evidence', from, to],
    queryFn: ({ signal }) => read<EvidenceReportView>('evidence', { from, to }, signal),
    staleTime: FRESH,
    enabled: isWanted,
  });

/** How long things take, told apart by something. */
export const useResponseTimes = ({ from, to }: Period, by: MeasuredBy) =>
  useQuery({
    queryKey: ['evidence', 'times', from, to, by],
    queryFn: ({ signal }) => read<ResponseTimesView>('stats/response-times', { from, to, by }, signal),
    staleTime: FRESH,
  });

/** The same of the server's, as a page for paper, and each number on a line. */
export const evidenceDocument = ({ from, to }: Period, language: Language) =>
  `/api/v1/evidence/document${queryText({ from, to, language })}`;
export const evidenceLines = ({ from, to }: Period) => `/api/v1/evidence/csv${queryText({ from, to })}`;
