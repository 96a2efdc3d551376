import { z } from 'zod';
import type { DueWork, Severity } from '#libs/contracts';
import { DUE_WORK, SEVERITIES } from '#libs/contracts';

/** A week; a promise that is longer is none. */
const LONGEST = 7 * 24 * 60;
const limits = z
  .strictObject(
    Object.fromEntries(
      SEVERITIES.map((severity) => [severity, z.int().min(1).max(LONGEST).optional()]),
    ) as Record<Severity, z.ZodOptional<z.ZodInt>>,
  )
  .refine(
    (given) => {
      const minutes = SEVERITIES.flatMap((severity) => given[severity] ?? []);
      return minutes.every((limit, index) => index === 0 || limit >= (minutes[index - 1] ?? 0));
    },
    { error: 'must give the worse severity no more time than the lesser one' },
  );

/** Minutes by severity; a severity that is not named has no promise. */
const promisesFile = z.strictObject({
  triage: limits.describe('From the opening of an incident to a person who takes it up.'),
  firstNotice: limits.describe(
    'From an operator coming into an incident to the first notice that reached it.',
  ),
  answer: limits.describe("From that notice to the operator's answer."),
});

/** What we promise, in seconds: by what is due and severity. */
export type Promises = Readonly<Record<DueWork, Readonly<Partial<Record<Severity, number>>>>>;

/** `config/promises.json` cannot be used; `faults` names everything that is wrong with it. */
export class PromisesError extends Error {
  readonly code = 'incidents.promises_invalid';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The promises have faults:\n${faults.join('\n')}`);
    this.faults = faults;
  }
}

/** @throws PromisesError with all faults at once */
export function parsePromises(file: unknown): Promises {
  const read = promisesFile.safeParse(file);
  if (!read.success)
    throw new PromisesError(
      read.error.issues.map((issue) => `promises.json ${issue.path.join('.')}: ${issue.message}`),
    );
  const { triage, firstNotice, answer } = read.data;
  return { triage: inSeconds(triage), first_notice: inSeconds(firstNotice), answers: inSeconds(answer) };
}

const inSeconds = (minutes: Partial<Record<Severity, number | undefined>>) =>
  Object.fromEntries(
    SEVERITIES.flatMap((severity) => {
      const limit = minutes[severity];
      return limit === undefined ? [] : [[severity, limit * 60] as const];
    }),
  );

/** One row a severity, worst first, for the query that reckons with them. */
export const promiseRows = (promises: Promises) =>
  SEVERITIES.map((severity, rank) => ({
    severity,
    rank,
    ...Object.fromEntries(DUE_WORK.map((what) => [what, promises[what][severity] ?? null])),
  }));
