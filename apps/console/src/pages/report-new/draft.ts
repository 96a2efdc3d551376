import type { PastedResource, ReportSubmission, Severity, Tlp } from '#libs/contracts';

/** What stands on the form, as it is kept in this browser until it is sent. */
export interface ReportDraft {
  /** The first line becomes the summary. */
  text: string;
  /** A-labels. */
  tlds: string[];
  ongoing: 'yes' | 'no' | 'unknown';
  /** As a `datetime-local` field has it, in `zone`; empty: not said. */
  since: string;
  /** IANA name. */
  zone: string;
  severity: Severity | '';
  kind: string;
  tlp: Tlp;
  things: PastedResource[];
  /** Not taken apart yet. */
  pasting: string;
  exercise: boolean;
  nis2: 'no' | 'national' | 'crossBorder';
  references: string;
  /** Idempotency-Key of what is due: sent again, it is one report. Each press of "send" makes one. */
  key: string;
  /** The person has pressed "send": it goes out as soon as it can, after a reload as well. */
  isDue: boolean;
}

export const emptyDraft = (zone: string, tlds: string[]): ReportDraft => ({
  text: '',
  // Whoever runs one TLD reports of that one.
  tlds: tlds.length === 1 ? tlds : [],
  ongoing: 'unknown',
  since: '',
  zone,
  severity: '',
  kind: '',
  tlp: 'AMBER',
  things: [],
  pasting: '',
  exercise: false,
  nis2: 'no',
  references: '',
  key: '',
  isDue: false,
});

export type Submission = Partial<Omit<ReportSubmission, 'summary'>> & Pick<ReportSubmission, 'summary'>;
