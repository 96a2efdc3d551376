import { z } from 'zod';
import type { DeadlineKind, Severity } from '#libs/contracts';
import { DEADLINE_KINDS, LADDER_STEPS, SEVERITIES } from '#libs/contracts';
import type { Duty } from '../rules/duty.ts';
import type { Sentence } from '../words/sentence.ts';
import type { Rung } from './standing.ts';

/** A month before, a week after. */
const EARLIEST = -31 * 24 * 60;
const LATEST = 7 * 24 * 60;
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
    }),
  )
  .max(12)
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

/** The rungs of a duty: its own warnings, told to whoever is on duty, then the ladder of its kind and severity. */
export function rungsOf(
  ladders: Ladders,
  duty: Pick<Duty, 'kind' | 'dueAt' | 'warnings'>,
  severity: Severity,
): Rung[] {
  const own = ladders[duty.kind];
  const steps = own?.[severity] ?? own?.any ?? [];
  const warnings: Rung[] = (duty.warnings ?? []).map(({ at, why }) => ({ step: 'duty', at, why }));
  return [
    ...warnings,
    ...steps.map(({ after, tell }) => ({
      step: tell,
      at: new Date(duty.dueAt.getTime() + after * 60_000),
      why: after < 0 ? COMES_NEAR : null,
    })),
  ];
}
