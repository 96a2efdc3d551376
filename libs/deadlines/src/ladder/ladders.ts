import { z } from 'zod';
import type { DeadlineKind, LadderStep, Severity } from '#libs/contracts';
import { DEADLINE_KINDS, LADDER_STEPS, SEVERITIES } from '#libs/contracts';
import type { Duty } from '../rules/duty.ts';
import type { Sentence } from '../words/sentence.ts';
import { withRepeats } from './standing.ts';
import type { Rung } from './standing.ts';

/** A month before, a week after. */
const EARLIEST = -31 * 24 * 60;
const LATEST = 7 * 24 * 60;
/** Minutes. */
const SHORTEST_REPEAT = 5;
const LONGEST_REPEAT = 24 * 60;
/** Times, where the file does not say how many: half a day of half hours. */
const REPEATS = 24;
/** Pages of our own alone: nobody else is asked the same again and again. */
const REPEATED: readonly LadderStep[] = ['duty', 'lead'];
const COMES_NEAR: Sentence = { code: 'comesNear' };

const ladder = z
  .array(
    z.strictObject({
      after: z
        .int()
        .min(EARLIEST)
        .max(LATEST)
        .describe('Minutes after the due instant; negative: before it.'),
      tell: z.enum(LADDER_STEPS),
      repeatEvery: z
        .int()
        .min(SHORTEST_REPEAT)
        .max(LONGEST_REPEAT)
        .optional()
        .describe(
          'Minutes after which the last step is taken again until somebody sees to it; absent: once.',
        ),
      repeatMost: z
        .int()
        .min(1)
        .max(100)
        .optional()
        .describe(`How often again, at the most; ${REPEATS} when absent. Then it is an alarm.`),
    }),
  )
  .max(12)
  .refine(
    (steps) =>
      steps.every(({ repeatEvery }, index) => repeatEvery === undefined || index === steps.length - 1),
    { error: 'repeatEvery is for the last step alone' },
  )
  .refine(
    (steps) =>
      steps.every(
        ({ repeatEvery, tell, after }) =>
          repeatEvery === undefined || (REPEATED.includes(tell) && after >= 0),
      ),
    { error: `repeatEvery is for ${REPEATED.join(' and ')}, at the due instant or after it` },
  )
  .refine(
    (steps) => steps.every(({ after }, index) => index === 0 || after >= (steps[index - 1]?.after ?? after)),
    {
      error: 'must be in the order of time',
    },
  );

/** By kind, then by severity; `any` stands for the severities that are not named. What has no ladder is noted and told to nobody. */
const laddersFile = z.strictObject(
  Object.fromEntries(
    DEADLINE_KINDS.map((kind) => [
      kind,
      z
        .strictObject({
          ...(Object.fromEntries(SEVERITIES.map((severity) => [severity, ladder.optional()])) as Record<
            Severity,
            z.ZodOptional<typeof ladder>
          >),
          any: ladder.optional(),
        })
        .optional(),
    ]),
  ),
);

type Steps = z.output<typeof ladder>;
export type Ladders = Partial<
  Record<DeadlineKind, Partial<Record<Severity | 'any', Steps | undefined>> | undefined>
>;

/** `config/ladders.json` cannot be used; `faults` names everything that is wrong with it. */
export class LaddersError extends Error {
  readonly code = 'deadlines.ladders_invalid';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The ladders have faults:\n${faults.join('\n')}`);
    this.faults = faults;
  }
}

/** @throws LaddersError with all faults at once */
export function parseLadders(file: unknown): Ladders {
  const read = laddersFile.safeParse(file);
  if (read.success) return read.data;
  throw new LaddersError(
    read.error.issues.map((issue) => `ladders.json ${issue.path.join('.')}: ${issue.message}`),
  );
}

/**
 * The rungs of a duty: its own warnings, told to whoever is on duty, then the ladder of its kind and severity. What ends by
 * itself waits for nobody, and is not repeated.
 */
export function rungsOf(
  ladders: Ladders,
  duty: Pick<Duty, 'kind' | 'dueAt' | 'warnings'> & Partial<Pick<Duty, 'endsItself'>>,
  severity: Severity,
): Rung[] {
  const own = ladders[duty.kind];
  const steps = own?.[severity] ?? own?.any ?? [];
  const warnings: Rung[] = (duty.warnings ?? []).map(({ at, why }) => ({ step: 'duty', at, why }));
  const planned = [
    ...warnings,
    ...steps.map(({ after, tell }) => ({
      step: tell,
      at: new Date(duty.dueAt.getTime() + after * 60_000),
      why: after < 0 ? COMES_NEAR : null,
    })),
  ];
  const { repeatEvery, repeatMost = REPEATS } = steps.at(-1) ?? {};
  return repeatEvery === undefined || duty.endsItself === true
    ? planned
    : withRepeats(planned, { every: repeatEvery * 60_000, most: repeatMost });
}
