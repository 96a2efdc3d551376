/** One measured figure, told as one JSON line. */
export interface Figure extends Record<string, unknown> {
  bench: string;
  figure: string;
  value: number;
  unit: string;
  /** The bare limit, or the same on an empty system, measured in the same run. */
  beside?: number;
  limit: string;
  ok: boolean;
}

/** Prints it with `value / beside` as `ratio`, numbers rounded to three digits. */
export function tell(figure: Figure): void {
  const { beside } = figure;
  const ratio = beside === undefined || beside === 0 ? {} : { ratio: rounded(figure.value / beside) };
  const numbers = Object.fromEntries(
    Object.entries({ ...figure, ...ratio }).map(([name, value]) => [
      name,
      typeof value === 'number' ? rounded(value) : value,
    ]),
  );
  console.log(JSON.stringify(numbers));
}

function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(3));
}

/** The smallest value that at least `share` of the values do not exceed; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

export const median = (values: readonly number[]) => percentile(values, 0.5);
export const p95 = (values: readonly number[]) => percentile(values, 0.95);
