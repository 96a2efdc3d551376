import type { DueWork } from '../board.ts';
import type { IncidentState } from '../incident.ts';
import type { ReportChannel } from '../report.ts';
import type { Severity } from '../severity.ts';
import type { Tlp } from '../tlp.ts';
import type { TriageReasonsView } from './incident.ts';
import type { PageView } from './page.ts';

/** What is due next of an incident. Instants are RFC 3339 in UTC; at `at` itself it is overdue. */
export interface DueView {
  what: DueWork;
  at: string;
  /** When the promise began to run. */
  startedAt: string;
  limitSeconds: number;
  /** The promise in words. */
  why: string;
}

/** How many operators an incident touches, and how far each is. */
export interface OperatorCountsView {
  touched: number;
  told: number;
  answered: number;
  /** Told, and nothing was heard since. */
  silent: number;
}

/** An open incident as the duty board shows it. */
export interface BoardItemView {
  id: string;
  number: string;
  title: string;
  state: IncidentState;
  severity: Severity;
  tlp: Tlp;
  kind: string;
  assignee: { id: string; name: string } | null;
  exercise: boolean;
  confirmed: boolean;
  openedAt: string;
  version: number;
  operators: OperatorCountsView;
  /** Names of the first three that are silent, those who have been for longest first. */
  silent: string[];
  /** Null: nothing was promised, or all of it is done. An exercise has no promise to keep. */
  due: DueView | null;
}

/** Open incidents of one severity; real ones, where exercises were not asked for. */
export interface SeverityLaneView {
  severity: Severity;
  open: number;
  /** Operators. */
  silent: number;
  overdue: number;
  unassigned: number;
}

/** What was computed of the root zone for a report. */
export interface ImpactCountsView {
  /** Of the root zone that was asked; null where none was imported. */
  rootZoneSerial: number | null;
  allServers: number;
  someServers: number;
  nameDependency: number;
  operators: number;
}

/** A proposal of the machine that waits for a person: an incident in state `new`. */
export interface FreshIncidentView {
  id: string;
  number: string;
  title: string;
  severity: Severity;
  tlp: Tlp;
  kind: string;
  exercise: boolean;
  confirmed: boolean;
  openedAt: string;
  version: number;
  reasons: TriageReasonsView;
  impact: ImpactCountsView | null;
  /** How many TLDs its reports name or hit, and the first of them. */
  tldCount: number;
  tlds: string[];
  reportCount: number;
  /** The operator that reported first; null for the CERT's own people and the public. */
  reportedBy: string | null;
}

/** A report that nothing goes on with before a person looks at it. */
export interface WaitingReportView {
  id: string;
  number: string;
  channel: ReportChannel;
  summary: string;
  tlp: Tlp;
  exercise: boolean;
  receivedAt: string;
  incidentId: string | null;
}

/** The newest, and how many there are in all. */
export interface NewestView<T> {
  items: T[];
  total: number;
}

export interface BoardView {
  /** By the clock that everything here was reckoned with. */
  now: string;
  /** All five, worst first; by every filter but the severity. */
  lanes: SeverityLaneView[];
  due: PageView<BoardItemView>;
  fresh: NewestView<FreshIncidentView>;
  /** Reports of the public that nobody has vouched for. */
  awaiting: NewestView<WaitingReportView>;
  /** Reports that could not be read three times. */
  quarantined: NewestView<WaitingReportView>;
}
