import type { LadderStep } from '#libs/contracts';
import type { Said } from '../words/sentence.ts';

/** A step of a ladder, with the instant at which it is planned. */
export interface Rung {
  step: LadderStep;
  at: Date;
  /** What a warning before the due instant is about; null: the ladder of what is overdue. */
  why: Said | null;
  /** How often the last step was taken before; absent: it is no repeat. */
  repeat?: number;
}

/** The last step of a ladder again and again, while nobody says that they see to it. */
export interface Repeats {
  /** ms */
  every: number;
  most: number;
}

/** How far a deadline has come: all that decides what is done next, and when. */
export interface Standing {
  dueAt: Date;
  /** In the order in which they are climbed. */
  rungs: readonly Rung[];
  /** How many have been. A rung is climbed once, whatever moves its instant later. */
  climbed: number;
  climbedAt: Date | null;
  /** The due instant of which it was noted that it has come; another one is noted anew. */
  notedDueAt: Date | null;
  /** Somebody sees to it until then. */
  quietUntil: Date | null;
}

export type Act = { what: 'due' } | { what: 'rung'; index: number; rung: Rung };

/** Each repeat is a rung of its own: climbed once, in order and kept apart as all others are. */
export function withRepeats(rungs: Rung[], { every, most }: Repeats): Rung[] {
  const last = rungs.at(-1);
  if (last === undefined) return rungs;
  const again = Array.from({ length: most }, (_, index) => ({
    ...last,
    at: new Date(last.at.getTime() + (index + 1) * every),
    repeat: index + 1,
  }));
  return [...rungs, ...again];
}

/** Nobody is left to tell, and whoever was told again and again has not said that they see to it. */
export const isLastRepeat = (rungs: readonly Rung[], index: number): boolean =>
  index === rungs.length - 1 && rungs[index]?.repeat !== undefined;

/** When something is to be done next; null: nothing is left. */
export function nextActAt(standing: Standing): Date | null {
  const due = dueActAt(standing);
  const rung = nextRungAt(standing);
  if (due === null || rung === null) return due ?? rung;
  return due < rung ? due : rung;
}

/**
 * What is to be done at an instant, and how it stands then. After an outage all that is late is done, each once; a rung that
 * follows a late one keeps its distance, so that whom the first told has the time to do something.
 */
export function actsAt(standing: Standing, now: Date): { acts: Act[]; standing: Standing } {
  const acts: Act[] = [];
  let present = standing;
  const due = dueActAt(present);
  if (due !== null && due <= now) {
    acts.push({ what: 'due' });
    present = { ...present, notedDueAt: present.dueAt };
  }
  for (let at = nextRungAt(present); at !== null && at <= now; at = nextRungAt(present)) {
    const rung = present.rungs[present.climbed];
    if (rung === undefined) break;
    acts.push({ what: 'rung', index: present.climbed, rung });
    present = { ...present, climbed: present.climbed + 1, climbedAt: now };
  }
  return { acts, standing: present };
}

/** The instant itself is noted also while somebody sees to it: it is a fact. */
const dueActAt = ({ dueAt, notedDueAt }: Standing): Date | null =>
  notedDueAt?.getTime() === dueAt.getTime() ? null : dueAt;

function nextRungAt({ rungs, climbed, climbedAt, quietUntil, dueAt }: Standing): Date | null {
  const next = rungs[climbed];
  if (next === undefined) return null;
  const before = rungs[climbed - 1];
  // What was only a warning puts nothing off, also where the clock was put back since.
  const isAfterLate = before !== undefined && before.at >= dueAt && climbedAt !== null;
  const apart = isAfterLate ? Math.max(0, next.at.getTime() - before.at.getTime()) : 0;
  const keptApart = isAfterLate ? climbedAt.getTime() + apart : 0;
  return new Date(Math.max(next.at.getTime(), keptApart, quietUntil?.getTime() ?? 0));
}
