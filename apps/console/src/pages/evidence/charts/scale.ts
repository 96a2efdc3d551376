/** Where things stand in a chart, in percent of its width or height: pure, so that each case is tested. */

/** Seconds that people have a word for. */
const MARKS = [1, 60, 3_600, 86_400, 604_800, 2_592_000, 31_536_000];

/**
 * Marks of a scale on which each stands as far from the next as the last, for times from a second to a year: what takes
 * seconds and what takes weeks are both seen.
 */
export function timeMarks(seconds: readonly number[]): number[] {
  const [least, most] = [Math.min(...seconds), Math.max(...seconds)];
  const first = Math.max(
    0,
    MARKS.findLastIndex((mark) => mark <= least),
  );
  const end = MARKS.findIndex((mark) => mark >= most);
  const last = end === -1 ? MARKS.length - 1 : end;
  if (first < last) return MARKS.slice(first, last + 1);
  return first === 0 ? MARKS.slice(0, 2) : MARKS.slice(first - 1, first + 1);
}

/** Between marks by the ratio, not the difference. What is off the scale stands at its end. */
export function timePosition(seconds: number, marks: readonly number[]): number {
  const next = marks.findIndex((mark) => mark >= seconds);
  if (next === 0) return 0;
  if (next === -1) return 100;
  const [low, high] = [marks[next - 1] ?? 1, marks[next] ?? 1];
  const share = Math.log(seconds / low) / Math.log(high / low);
  return (100 * (next - 1 + share)) / (marks.length - 1);
}

/** A round number at or above the largest, which four lines divide into whole ones where it can be. */
export function roundTop(most: number): number {
  if (most <= 4) return 4;
  const unit = 10 ** Math.floor(Math.log10(most));
  const top = [1, 2, 4, 6, 8, 10].map((step) => step * unit).find((step) => step >= most) ?? most;
  return Math.ceil(top / 4) * 4;
}
