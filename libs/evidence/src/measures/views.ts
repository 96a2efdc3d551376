import type { Language, MeasureFiguresView, MeasureView } from '#libs/contracts';
import { FEWEST_OPERATORS, tellable } from '../suppression.ts';
import { definitionOf } from './definitions.ts';
import type { Measured, MeasuredTimes } from './response-times.service.ts';

const UNTOLD: MeasureFiguresView = {
  n: null,
  medianSeconds: null,
  p90Seconds: null,
  open: null,
  never: null,
  promised: null,
  late: null,
};

/** The whole truth, for the CERT's own people. */
export const staffMeasureView = (
  { measure, all, leftOut, groups }: MeasuredTimes,
  language: Language,
): MeasureView => ({
  measure,
  definition: definitionOf(measure, language),
  all: figuresOf(all),
  leftOut,
  groups: groups.map(({ key, name, ...figures }) => ({ key, name, ...figuresOf(figures) })),
});

/**
 * For others: what at least five operators stand behind, and what cannot be reckoned from the rest. Nobody stands behind what
 * has not ended, so it is not told how much that is, and times are told in whole minutes.
 */
export function outsideMeasureView({ measure, all, groups }: MeasuredTimes, language: Language): MeasureView {
  const parts = tellable(
    groups.filter(({ n }) => n > 0).map((group) => ({ ...group, operators: new Set(group.operators) })),
  );
  const isTold = new Set(all.operators).size >= FEWEST_OPERATORS && parts !== null;
  const told = new Set(parts?.told.map(({ key }) => key));
  return {
    measure,
    definition: definitionOf(measure, language),
    all: isTold ? inMinutes(all) : UNTOLD,
    leftOut: null,
    groups: isTold
      ? groups
          .filter(({ key }) => told.has(key))
          .map(({ key, name, ...figures }) => ({ key, name, ...inMinutes(figures) }))
      : [],
  };
}

const figuresOf = ({ median, p90, operators: _operators, ...counts }: Measured): MeasureFiguresView => ({
  ...counts,
  medianSeconds: inSeconds(median),
  p90Seconds: inSeconds(p90),
});

const inMinutes = ({ n, median, p90 }: Measured): MeasureFiguresView => ({
  ...UNTOLD,
  n,
  medianSeconds: wholeMinutes(median),
  p90Seconds: wholeMinutes(p90),
});

const inSeconds = (ms: number | null) => (ms === null ? null : ms / 1_000);
const wholeMinutes = (ms: number | null) => (ms === null ? null : Math.ceil(ms / 60_000) * 60);
