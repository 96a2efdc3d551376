import type { LeftOutReason, Measure, MeasuredBy, MeasuredThing } from '../measures.ts';

/** Figures of one sample. `null`: not told, for it would stand for too few operators; times are also null where n is 0. */
export interface MeasureFiguresView {
  /** How many came to their end. */
  n: number | null;
  /** Seconds that half of them did not exceed; a time that was really met (nearest rank). */
  medianSeconds: number | null;
  /** Seconds that nine in ten of them did not exceed. */
  p90Seconds: number | null;
  /** Still running. */
  open: number | null;
  /** Will never end: what would have ended it did not come while it could. */
  never: number | null;
  /** Of how many we have promised a time (by severity), ended or not. */
  promised: number | null;
  /** Of these, how many took longer than promised, or have not ended by then. */
  late: number | null;
}

/** What is measured, in words. */
export interface MeasureDefinitionView {
  /** What is counted. */
  of: MeasuredThing;
  starts: string;
  stops: string;
  never: string;
  leftOut: { reason: LeftOutReason; text: string }[];
}

export interface MeasureView {
  measure: Measure;
  definition: MeasureDefinitionView;
  all: MeasureFiguresView;
  /** How many were left out, by reason; null: not told. */
  leftOut: { reason: LeftOutReason; count: number }[] | null;
  /** Slug and name of an operator, or the name of a kind, severity, region or month twice. */
  groups: (MeasureFiguresView & { key: string; name: string })[];
}

/** Answer of `GET /api/v1/stats/response-times`. */
export interface ResponseTimesView {
  /** First and last month, `2026-03`, or day, `2026-03-15`, in which a clock started, in UTC. */
  from: string;
  to: string;
  by: MeasuredBy;
  /** Fewest operators behind each figure. */
  fewest: number;
  /** What holds of all measures. */
  rules: string[];
  measures: MeasureView[];
}
