import type { DrillStanding, DrillState } from '../drill.ts';
import type { DeliveryState } from '../notification.ts';
import type { ContactRole } from '../operator.ts';
import type { Region } from '../region.ts';
import type { TimelineActor } from '../timeline.ts';
import type { OperatorNameView } from './directory.ts';

/** How many operators stand where. */
export interface CoverageView {
  operators: number;
  standings: { standing: DrillStanding; count: number }[];
  /** Answered of all, in percent with one decimal; null where there is no operator. */
  answeredPercent: number | null;
}

/** A reachability drill. Instants are RFC 3339 in UTC. */
export interface DrillView {
  id: string;
  state: DrillState;
  note: string;
  startedBy: TimelineActor;
  /** The second person; null where it takes none, or has none yet. */
  approvedBy: TimelineActor | null;
  askedAt: string;
  /** h */
  answerWithin: number;
  /** Null while it waits for a second person. */
  startedAt: string | null;
  /** What is answered later does not count any more. */
  answerBy: string | null;
  coverage: CoverageView;
}

/** Answer of `GET /api/v1/drills/{id}`. */
export interface DrillDetailView extends DrillView {
  /** Regions with an operator alone, in the order of `REGIONS`. */
  regions: ({ region: Region } & CoverageView)[];
}

/** One operator of `GET /api/v1/drills/{id}/operators`. */
export interface DrillOperatorView {
  operator: OperatorNameView;
  operatorId: string;
  region: Region;
  standing: DrillStanding;
  contacts: DrillContactView[];
}

export interface DrillContactView {
  contactId: string;
  email: string;
  role: ContactRole;
  delivery: DeliveryState;
  /** The relay's last words, or why it was not sent. */
  why: string | null;
  encryptedTo: string | null;
  answeredAt: string | null;
}
