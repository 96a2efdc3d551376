import type { Duty } from './duty.ts';
import { NEVER_PAUSED } from './duty.ts';
import { instantText } from './instants.ts';

export interface EmbargoFacts {
  setAt: Date;
  until: Date;
  zone: string;
  /** Its local time is there twice, and the later one is meant. */
  twice: boolean;
  setBy: string;
  reason: string;
  liftedAt: Date | null;
}

/** Until its instant nothing is told on; at it, whoever is on duty is told that it may be. */
export const embargoDuty = ({ setAt, until, zone, twice, setBy, reason, liftedAt }: EmbargoFacts): Duty => ({
  kind: 'embargo',
  subject: '',
  operatorId: null,
  startedAt: setAt,
  stoppedAt: liftedAt,
  done: false,
  endsItself: true,
  pausedSince: null,
  dueAt: until,
  start: 'Somebody set an embargo.',
  stop: 'Somebody lifted it.',
  pause: NEVER_PAUSED,
  source: 'The word of whoever set it',
  why: [
    `${setBy} set an embargo until ${instantText(until, zone)}, which is ${instantText(until)}: ${reason}`,
    ...(twice ? ['Clocks are put back then and that hour is there twice; the later one counts.'] : []),
  ],
});
