import type { DeadlineState, DeadlineView, LadderStepView } from '#libs/contracts';
import type { Tone } from '../../ui/state-mark.tsx';

const TONES: Record<DeadlineState, Tone> = {
  running: 'busy',
  paused: 'silent',
  overdue: 'bad',
  met: 'good',
  met_late: 'bad',
  ended: 'calm',
};
export const toneOfDeadline = (state: DeadlineState): Tone => TONES[state];

/** It asks something of somebody still. */
export const isOpen = ({ state }: Pick<DeadlineView, 'state'>): boolean =>
  state === 'running' || state === 'paused' || state === 'overdue';

/** Nobody else is told at this moment: somebody said that they see to it. `now` in ms. */
export const isQuiet = ({ quietUntil }: Pick<DeadlineView, 'quietUntil'>, now: number): boolean =>
  quietUntil !== null && Date.parse(quietUntil) > now;

/** The next step that has not been climbed; null where none is left, or it asks nothing any more. */
export const nextStep = (deadline: Pick<DeadlineView, 'state' | 'ladder'>): LadderStepView | null =>
  isOpen(deadline) ? (deadline.ladder.find(({ outcome }) => outcome === null) ?? null) : null;
