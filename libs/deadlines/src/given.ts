import type { EntryType, TimelineActor } from '#libs/contracts';
import type { Tx } from '#libs/database';

/** Within what somebody gives a fact. */
export interface Given {
  tx: Tx;
  now: Date;
  by: TimelineActor;
}

/** What the record says of it. */
export interface Said {
  type: EntryType;
  observedAt?: Date;
  data: Record<string, unknown>;
}

/** Days; what is further away is a slip of the hand, and no clock runs on it. */
const FARTHEST = 3_660;

export const isTooFar = (at: Date, now: Date): boolean =>
  Math.abs(at.getTime() - now.getTime()) > FARTHEST * 86_400_000;
