import type { AffectedState } from '#libs/contracts';
import { isOperatorAnswer } from '#libs/incidents';

interface Told {
  state: AffectedState;
  toldAt: Date | null;
  answeredAt: Date | null;
}

/** Has it said anything of itself, be that in its own report or by a responder who had it on the phone? */
export const hasSpoken = ({ state, answeredAt }: Told): boolean =>
  answeredAt !== null || isOperatorAnswer(state);

/** Since when we wait for a word. Silence is a fact of its own: no state says that all is well. */
export const silentSince = (told: Told): Date | null => (hasSpoken(told) ? null : told.toldAt);
