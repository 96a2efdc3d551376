import type { AdvisoryLanguage, AdvisoryState } from '../advisory.ts';
import type { TimelineActor } from '../timeline.ts';

/** What an advisory says. */
export interface AdvisoryTextView {
  title: string;
  summary: string;
  body: string;
  references: string[];
  language: AdvisoryLanguage;
  incidentId: string | null;
}

/** A text as it was published. Instants are RFC 3339 in UTC. */
export interface AdvisoryEditionView extends AdvisoryTextView {
  edition: number;
  /** What was corrected, as the public reads it; null for the first. */
  correction: string | null;
  writtenBy: TimelineActor;
  publishedBy: TimelineActor;
  publishedAt: string;
}

export interface AdvisorySummaryView {
  id: string;
  /** `A2026-0001`; null until it is published. */
  number: string | null;
  state: AdvisoryState;
  title: string;
  summary: string;
  language: AdvisoryLanguage;
  incidentId: string | null;
  /** Who wrote the present text; another person publishes it. */
  writtenBy: TimelineActor;
  /** Set while its writer asks another person to publish it. */
  asked: { at: string; correction: string | null } | null;
  createdAt: string;
  updatedAt: string;
  /** Of the newest edition. */
  publishedAt: string | null;
  /** Does the public see another text than this one? */
  isChanged: boolean;
  version: number;
}

export interface AdvisoryView extends AdvisorySummaryView, AdvisoryTextView {
  createdBy: TimelineActor;
  /** Newest first. */
  editions: AdvisoryEditionView[];
  withdrawal: { by: TimelineActor; at: string; reason: string } | null;
}
