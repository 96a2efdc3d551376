import type { PublicReporter, PublicReportState, ReportChannel, ReportState } from '../report.ts';
import type { Resource } from '../resource.ts';
import type { Severity } from '../severity.ts';
import type { Tlp } from '../tlp.ts';
import type { TriageReasonsView } from './incident.ts';
import type { PageView } from './page.ts';

/** What one source told us once, and what became of it. Instants are RFC 3339 in UTC. */
export interface ReportView {
  id: string;
  number: string;
  state: ReportState;
  channel: ReportChannel;
  summary: string;
  description: string;
  kind: string | null;
  severity: Severity | null;
  claimed: { kind: string | null; severity: Severity | null };
  tlp: Tlp;
  occurredAt: string | null;
  detectedAt: string | null;
  ongoing: boolean | null;
  exercise: boolean;
  resources: Resource[];
  references: string[];
  nis2: { applies: boolean; crossBorder: boolean } | null;
  operatorId: string | null;
  incidentId: string | null;
  receivedAt: string;
  triagedAt: string | null;
  /** SHA-256 in hex of the bytes as they came in. */
  receipt: { sha256: string };
}

export interface StaffReportView extends ReportView {
  reporterId: string | null;
  reporter: PublicReporter | null;
  origin: string | null;
  acceptedAt: string | null;
  /** Of a public source: nobody is told before a responder accepts it. */
  awaitsAcceptance: boolean;
  reasons: TriageReasonsView | null;
}

export interface OperatorReportView extends ReportView {
  reasons: string[];
}

/** What came in by the public form and is no report yet: nobody has confirmed its address. */
export interface PublicReportView {
  id: string;
  number: string;
  state: PublicReportState;
  /** Null once it was erased, 30 days after its link ended. */
  content: (Pick<ReportView, 'summary' | 'tlp' | 'resources'> & { description?: string }) | null;
  reporter: PublicReporter | null;
  network: string | null;
  receipt: { sha256: string };
  receivedAt: string;
  expiresAt: string;
  provenAt: string | null;
  erasedAt: string | null;
}

export interface PublicReportsView extends PageView<PublicReportView> {
  counts: { awaitingProof: number; unproven: number };
}
