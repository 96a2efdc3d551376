/** Why work is not done, by codes, each with what stands in its blanks. `seconds`: for how long; `job`, `lane`: of which work. */
export const PIPELINE_CAUSES = {
  work_late: ['due', 'job', 'lane', 'seconds'],
  record_stands: [],
  record_late: ['count', 'seconds'],
  worker_silent: ['seconds'],
  canary_lost: ['stuckAt'],
  canary_out: ['seconds'],
  canary_missing: ['seconds'],
} as const satisfies Record<string, readonly string[]>;

export type PipelineCause = keyof typeof PIPELINE_CAUSES;

/** Where a report that the service filed to try itself did not go on. */
export const CANARY_PLACES = ['triage', 'mail'] as const;
export type CanaryPlace = (typeof CANARY_PLACES)[number];
