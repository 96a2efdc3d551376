/** A stretch of time in ms, of which a picture shows a part. */
export interface Stretch {
  from: number;
  to: number;
}

/** ms; nobody looks closer. */
const SHORTEST = 10_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** ms between two marks of the axis. */
const STEPS = [
  MINUTE / 6,
  MINUTE / 2,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR / 2,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  30 * DAY,
  365 * DAY,
];

export const lengthOf = ({ from, to }: Stretch): number => to - from;

/** Where an instant stands in a picture of this width. */
export const placeOf = (at: number, { from, to }: Stretch, width: number): number =>
  ((at - from) / (to - from)) * width;

const within = (from: number, length: number, whole: Stretch): Stretch => {
  const least = Math.min(length, lengthOf(whole));
  const begin = Math.min(Math.max(from, whole.from), whole.to - least);
  return { from: begin, to: begin + least };
};

/** `factor` below 1 looks closer; the instant at `share` (0 to 1) of the picture stays where it is. */
export function zoomed(view: Stretch, factor: number, share: number, whole: Stretch): Stretch {
  const length = Math.max(SHORTEST, lengthOf(view) * factor);
  const centre = view.from + lengthOf(view) * share;
  return within(centre - length * share, length, whole);
}

/** Moves the view by a share of itself. */
export const panned = (view: Stretch, share: number, whole: Stretch): Stretch =>
  within(view.from + lengthOf(view) * share, lengthOf(view), whole);

/** So that an instant is in the picture. */
export function showing(view: Stretch, at: number, whole: Stretch): Stretch {
  if (at >= view.from && at <= view.to) return view;
  return within(at - lengthOf(view) / 2, lengthOf(view), whole);
}

/** Instants for the marks of the axis: round ones, and no more than the width has room for. */
export function marksOf(view: Stretch, most: number): number[] {
  const step = STEPS.find((one) => lengthOf(view) / one <= most) ?? lengthOf(view);
  const first = Math.ceil(view.from / step) * step;
  const count = Math.max(0, Math.floor((view.to - first) / step) + 1);
  return Array.from({ length: count }, (_, index) => first + index * step);
}
