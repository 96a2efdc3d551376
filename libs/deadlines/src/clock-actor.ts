import type { TimelineActor } from '#libs/contracts';

/** Who writes what the clocks do by themselves. */
export const CLOCK: TimelineActor = { kind: 'system', name: 'deadlines' };
