import type { EmbargoSet, EmbargoView } from '#libs/contracts';
import { instantOf } from '../../../ui/wall-time.ts';
import type { WallTime } from '../../../ui/wall-time.ts';
import { wallIn } from '../../../ui/zoned-instant.ts';

export interface EmbargoDraft {
  until: WallTime;
  agreedWith: string;
  reason: string;
}
export type EmbargoField = keyof EmbargoDraft;
export type EmbargoFaultWord = 'missing' | 'past' | 'short';

/** Characters that the service wants at least. */
const SHORTEST_REASON = 3;

/** The one in force, to be held longer; why it is, is new. */
export const embargoDraft = (held: EmbargoView | null): EmbargoDraft => ({
  until:
    held === null
      ? { wall: '', zone: 'UTC' }
      : { wall: wallIn(held.zone, Date.parse(held.until)), zone: held.zone },
  agreedWith: held?.agreedWith ?? '',
  reason: '',
});

/** What is wrong of it before the service sees it, field by field. `now` in ms. */
export function embargoFaults(
  { until, reason }: EmbargoDraft,
  now: number,
): Partial<Record<EmbargoField, EmbargoFaultWord>> {
  const at = instantOf(until);
  return {
    ...(at === null ? { until: 'missing' } : Date.parse(at) <= now ? { until: 'past' } : {}),
    ...(reason.trim().length < SHORTEST_REASON ? { reason: 'short' } : {}),
  };
}

export const embargoOf = ({ until, agreedWith, reason }: EmbargoDraft): EmbargoSet => ({
  until: until.wall,
  zone: until.zone,
  agreedWith: agreedWith.trim(),
  reason: reason.trim(),
});

/** Sets again what was held: an extension or a lift is taken back. */
export const heldAgain = (held: EmbargoView, reason: string): EmbargoSet => ({
  until: wallIn(held.zone, Date.parse(held.until)),
  zone: held.zone,
  agreedWith: held.agreedWith,
  reason,
});

/** Whoever was promised more may not know of it yet. */
export const isShortened = (held: EmbargoView | null, { until }: EmbargoDraft): boolean => {
  const at = instantOf(until);
  return held !== null && at !== null && Date.parse(at) < Date.parse(held.until);
};
