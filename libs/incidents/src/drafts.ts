import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { ReportChannel, ReportSubmission, TimelineActor } from '#libs/contracts';
import type { NewEntry, Stream } from '#libs/timeline';
import type { TriageRules } from '#libs/triage';
import { laneOf, resolveKind } from '#libs/triage';
import type { Report } from './report.entity.ts';

/** A report as it arrived: what was read, and the bytes it was read from. */
export interface Arrived {
  submission: ReportSubmission;
  received: Buffer;
  channel: ReportChannel;
}

/** Who told it: a user, or somebody without an account. */
export type Source = Pick<Report, 'reporterId' | 'operatorId' | 'reporterContact'> & {
  /** When its word was taken for true without a person: a contact's signature. */
  acceptedAt?: Date;
};

/** A report before it has its number and its time. */
export type DraftReport = Omit<Report, 'number' | 'receivedAt' | 'dueAt' | 'rungAt'>;

export function draftOf(
  rules: TriageRules,
  { submission, received, channel }: Arrived,
  source: Source,
): DraftReport {
  const { kind } = submission;
  return {
    id: uuidv7(),
    state: 'received',
    channel,
    ...source,
    acceptedAt: source.acceptedAt ?? null,
    summary: submission.summary,
    description: submission.description,
    claimedKind: kind === undefined ? null : (resolveKind(rules, kind)?.name ?? null),
    claimedSeverity: submission.severity ?? null,
    kind: null,
    severity: null,
    tlp: submission.tlp,
    occurredAt: dateOrNull(submission.occurredAt),
    detectedAt: dateOrNull(submission.detectedAt),
    ongoing: submission.ongoing ?? null,
    exercise: submission.exercise,
    canary: false,
    resources: submission.resources,
    refs: submission.references,
    nis2: submission.nis2 ?? null,
    received,
    sha256: createHash('sha256').update(received).digest('hex'),
    incidentId: null,
    triagedAt: null,
    reasons: null,
    lane: laneOf(rules, { ...submission, source: isKnown(source) ? 'known' : 'public' }),
    leaseUntil: null,
    attempt: 0,
    strikes: 0,
    asideAt: null,
    asideWhy: null,
  };
}

const isKnown = ({ reporterContact, acceptedAt }: Source) =>
  reporterContact === null || acceptedAt !== undefined;

/** The stream of a report, with its first entry. */
export function beginningOf(
  report: Report,
  actor: TimelineActor,
): { stream: Stream; entries: [NewEntry, ...NewEntry[]] } {
  const { id, number, channel, operatorId, sha256, received, tlp } = report;
  return {
    stream: { stream: 'report', id },
    entries: [
      {
        type: 'report.received',
        actor,
        at: report.receivedAt,
        observedAt: report.detectedAt,
        data: { number, channel, operatorId, sha256, bytes: received.length, tlp },
      },
    ],
  };
}

const dateOrNull = (text: string | undefined) => (text === undefined ? null : new Date(text));
