import type {
  CallOutcome,
  CallParty,
  CallState,
  DeadlineKind,
  DeadlineState,
  FiledKind,
  LadderStep,
  MeteredService,
  SignificanceVerdict,
  StepOutcome,
} from '../deadline.ts';
import type { Severity } from '../severity.ts';
import type { TimelineActor } from '../timeline.ts';
import type { Tlp } from '../tlp.ts';

/** Something that is due, with why it says what it says. Instants are RFC 3339 in UTC. */
export interface DeadlineView {
  id: string;
  kind: DeadlineKind;
  state: DeadlineState;
  /** Whom it is about; null: the incident as a whole. */
  operator: { id: string; name: string } | null;
  /** TLD and service of a meter; empty for the rest. */
  subject: string;
  exercise: boolean;
  startedAt: string;
  dueAt: string;
  stoppedAt: string | null;
  pausedSince: string | null;
  /** s from its start to its instant. */
  limitSeconds: number;
  /** The facts that begin and end it, what lets it rest, where it is written, and sentences from the facts. */
  start: string;
  stop: string;
  pause: string;
  source: string;
  why: string[];
  ladder: LadderStepView[];
  /** Until when nobody else is told, and who sees to it; null: nobody said so. */
  quietUntil: string | null;
  acknowledgedBy: TimelineActor | null;
  acknowledgedAt: string | null;
  /** Since when it is known that a step of it reached nobody at all. */
  nobodyToldAt: string | null;
}

export interface LadderStepView {
  step: LadderStep;
  /** When it is planned; of one that was climbed, when it was. */
  at: string;
  /** Of a warning before the instant. */
  why: string | null;
  /** Null: it has not been climbed. */
  outcome: StepOutcome | null;
  /** Whom it told, by name. */
  told: string[];
}

export interface AwarenessView {
  id: string;
  operator: { id: string; name: string } | null;
  awareAt: string;
  reason: string;
  unlawful: 'yes' | 'no' | 'unknown';
  crossBorder: 'yes' | 'no' | 'unknown';
  decidedBy: TimelineActor;
  decidedAt: string;
  /** False: it was corrected by a later one. */
  inForce: boolean;
}

export interface FilingView {
  id: string;
  operator: { id: string; name: string } | null;
  kind: FiledKind;
  filedAt: string;
  reference: string;
  notedBy: TimelineActor;
  notedAt: string;
}

export interface OutageView {
  id: string;
  tld: string;
  service: MeteredService;
  from: string;
  until: string | null;
  maintenance: boolean;
  reason: string;
  /** When we learned of it. */
  learnedAt: string;
  notedBy: TimelineActor;
  notedAt: string;
  /** Id of the one that it stands for now. */
  corrects: string | null;
  /** True: it says that the one which it stands for never was. */
  withdrawn: boolean;
  /** False: it was corrected or withdrawn by a later one, or is a withdrawal itself: no clock reckons with it. */
  inForce: boolean;
}

/** Of one service of one gTLD, over rolling seven days. */
export interface MeterView {
  tld: string;
  service: MeteredService;
  limitMinutes: number;
  usedMinutes: number;
  usedPercent: number;
  counting: boolean;
  /** When each share was or will be reached, going on like this; null: it will not be. */
  warnings: { percent: number; at: string | null }[];
}

export interface EmbargoView {
  until: string;
  zone: string;
  /** The instant as people in that zone read it. */
  words: string;
  /** Who agreed to it, in words; empty: nobody said. */
  agreedWith: string;
  reason: string;
  setBy: TimelineActor;
  setAt: string;
}

/** Answer of `GET /api/v1/incidents/{id}/deadlines`. */
export interface IncidentDeadlinesView {
  now: string;
  /** Open ones by their instant, then those that are over. */
  deadlines: DeadlineView[];
  /** The newest first. */
  awareness: AwarenessView[];
  filings: FilingView[];
  /** Those of this incident, the newest word first; what was corrected stays among them. */
  outages: OutageView[];
  meters: MeterView[];
  /** Null: none is in force. */
  embargo: EmbargoView | null;
}

/** One of `GET /api/v1/deadlines`: what is due next, over all incidents. */
export interface DueDeadlineView extends DeadlineView {
  incident: { id: string; number: string; title: string; severity: Severity; tlp: Tlp };
}

export interface SignificanceView {
  verdict: SignificanceVerdict;
  /** Where several apply, all of them; null: none does. */
  article: string | null;
  why: string[];
}

/** A call that somebody has to make. */
export interface CallView {
  id: string;
  incident: { id: string; number: string; severity: Severity; tlp: Tlp; exercise: boolean };
  deadlineId: string | null;
  party: CallParty;
  /** Nulls where the directory does not say. */
  callee: {
    operator: string | null;
    contact: string | null;
    role: string | null;
    phone: string | null;
    timezone: string | null;
  };
  /** About which operator of the incident. */
  about: { id: string; name: string } | null;
  why: string;
  state: CallState;
  outcome: CallOutcome | null;
  note: string | null;
  createdAt: string;
  doneBy: TimelineActor | null;
  doneAt: string | null;
}

export type PageWay = 'webhook' | 'ntfy' | 'sms';

/** A page to one of ours, without where it went. */
export interface PageSentView {
  id: string;
  /** Null: it tells that work is not done any more, or done again. */
  incident: { id: string; number: string } | null;
  deadlineId: string | null;
  /** Null: to where the webhook leads. */
  to: string | null;
  way: PageWay;
  title: string;
  state: 'due' | 'taken' | 'failed' | 'quarantined';
  tries: number;
  response: string | null;
  createdAt: string;
  endedAt: string | null;
}
