import type { JobName, Lane } from '../jobs.ts';
import type { PageWay } from './deadline.ts';

/** warn: it works, and somebody should look by day. bad: something does not get done. */
export type HealthState = 'ok' | 'warn' | 'bad';

/** Each look at the installation, with the figures that it goes by. */
export interface HealthFigures {
  database: { version: string; bytes: number };
  queues: { backend: 'postgres' | 'redis'; answers: boolean };
  pipeline: { due: number; later: number; oldestSeconds: number };
  /** `host` of the relay, null where mail is captured. `delayed`: mails that the relay has put off. */
  mail: { host: string | null; lastHandedOverAt: string | null; delayed: number };
  /** The newest that was published; null before the first start of a worker. `expiresAt` null: it has no end. */
  key: { fingerprint: string | null; expiresAt: string | null };
  /** `ageHours` by the date in the serial. */
  rootZone: { serial: number | null; ageHours: number | null; tlds: number };
  contacts: { operators: number; operatorsWithout: number; undeliverable: number };
  quarantine: { waiting: number };
  /** `known` names are watched; `changes`: the newest of those that moved in the last three days, 5 at most. */
  mailServers: { known: number; moved: number; changes: MovedServersView[] };
  /** `size`: entries that are sealed and signed. `alarm`: why nothing is signed any more, null while all is well. */
  record: { size: number; unsealed: number; oldestSeconds: number; faulty: number; alarm: string | null };
  /**
   * The head of the record, which leaves the house each day. `missed`: days of the last seven on which none did. `unreached`: who
   * keeps it and does not get its mail. `unstamped`: those of the last days that the timestamp server has not signed.
   * `silent`: witnesses that have signed nothing for a day, although there was something.
   */
  anchors: {
    lastDay: string | null;
    missed: string[];
    unreached: string[];
    unstamped: number;
    silent: string[];
  };
  heldSends: { waiting: number; nextExpiresAt: string | null };
  paging: PagingFigures;
}

/** How our own people are told. */
export interface PagingFigures {
  /** Deadlines of which nobody could be told, and nobody sees to; `incidents`: numbers of those, the oldest first, 5 at most. */
  unheard: number;
  incidents: string[];
  /** Pages of the last day that were given up. */
  untaken: number;
  /** That are set. */
  ways: PageWay[];
  /** On duty or leads, with an address of their own. */
  people: number;
  /** The last time in which work was not done. `until` null: it goes on. `told`: who was paged, by name. */
  standstill: { from: string; until: string | null; told: string[] } | null;
}

/** A mail domain of somebody we write to, or our relay: its servers by name, our relay's by address. */
export interface MovedServersView {
  name: string;
  was: string[];
  is: string[];
  at: string;
}

export type HealthLook = keyof HealthFigures;

export interface HealthFinding<Look extends HealthLook = HealthLook> {
  look: Look;
  state: HealthState;
  /** What is so. */
  text: string;
  /** What to do about it; null when there is nothing to do. */
  todo: string | null;
  figures: HealthFigures[Look];
}

export type AnyHealthFinding = { [Look in HealthLook]: HealthFinding<Look> }[HealthLook];

export interface LaneView {
  job: JobName;
  lane: Lane;
  /** Rows that are due. */
  due: number;
  /** Rows that are to be done later. */
  later: number;
  /** s that the oldest due row has waited. */
  oldestSeconds: number;
}

/** How the installation is, as the process that answers sees it. */
export interface HealthView {
  /** The worst of all findings. */
  state: HealthState;
  at: string;
  version: string;
  /** Of the process that answers. */
  startedAt: string;
  findings: AnyHealthFinding[];
  lanes: LaneView[];
}
