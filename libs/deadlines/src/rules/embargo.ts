import type { Duty } from './duty.ts';
import { NEVER_PAUSED } from './duty.ts';

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
  start: { code: 'embargoSet' },
  stop: { code: 'embargoLifted' },
  pause: NEVER_PAUSED,
  source: { code: 'embargoSource' },
  why: [
    { code: 'embargoUntil', values: { by: setBy, at: until.toISOString(), zone, reason } },
    ...(twice ? [{ code: 'embargoHourTwice' } as const] : []),
  ],
});
