import { Injectable } from '@nestjs/common';
import type {
  FreshIncidentView,
  ImpactCountsView,
  NewestView,
  ReportChannel,
  Tlp,
  WaitingReportView,
} from '#libs/contracts';
import { Transactions } from '#libs/database';

const MOST_INCIDENTS = 20;
const MOST_REPORTS = 10;
const SHOWN_TLDS = 12;

interface FreshRow extends Omit<
  FreshIncidentView,
  'openedAt' | 'tldCount' | 'reportCount' | 'reportedBy' | 'impact'
> {
  opened_at: Date;
  tld_count: number;
  report_count: number;
  reported_by: string | null;
  impact: ImpactCountsView | null;
  total: number;
}

interface WaitingRow {
  id: string;
  number: string;
  channel: ReportChannel;
  summary: string;
  tlp: Tlp;
  exercise: boolean;
  received_at: Date;
  incident_id: string | null;
  total: number;
}

/** What has come in and waits for a person: what the machine proposes, and what it will not go on with alone. */
@Injectable()
export class Fresh {
  constructor(private readonly transactions: Transactions) {}

  /** Incidents in state `new`, the newest first. */
  async incidents(): Promise<NewestView<FreshIncidentView>> {
    const rows = await this.transactions.reader.query<FreshRow[]>(
      `SELECT i.id, i.number, i.title, i.severity, i.tlp, i.kind, i.exercise, i.confirmed, i.opened_at, i.version, i.reasons,
              cardinality(i.tlds) AS tld_count, i.tlds[1:${SHOWN_TLDS}] AS tlds, r.count AS report_count, r.name AS reported_by,
              (SELECT e.data FROM timeline_entries e WHERE e.stream_id = i.id AND e.type = 'impact.computed'
                ORDER BY e.index DESC LIMIT 1) AS impact,
              (SELECT count(*)::int FROM incidents WHERE state = 'new' AND NOT canary) AS total
         FROM incidents i
        CROSS JOIN LATERAL (SELECT count(*)::int AS count, (array_agg(o.name ORDER BY s.received_at, s.id))[1] AS name
                              FROM reports s LEFT JOIN operators o ON o.id = s.operator_id WHERE s.incident_id = i.id) AS r
        WHERE i.state = 'new' AND NOT i.canary ORDER BY i.opened_at DESC, i.id DESC LIMIT ${MOST_INCIDENTS}`,
    );
    return { items: rows.map(freshView), total: rows[0]?.total ?? 0 };
  }

  /** Reports that nothing goes on with, the newest first: of the public and unconfirmed, or not readable. */
  async reports(): Promise<Record<'awaiting' | 'quarantined', NewestView<WaitingReportView>>> {
    const [awaiting, quarantined] = await Promise.all([
      this.waiting(`reporter_contact IS NOT NULL AND accepted_at IS NULL AND state <> 'rejected'`),
      this.waiting(`state = 'quarantined' AND NOT canary`),
    ]);
    return { awaiting, quarantined };
  }

  private async waiting(condition: string): Promise<NewestView<WaitingReportView>> {
    const rows = await this.transactions.reader.query<WaitingRow[]>(
      `SELECT id, number, channel, summary, tlp, exercise, received_at, incident_id,
              (SELECT count(*)::int FROM reports WHERE ${condition}) AS total
         FROM reports WHERE ${condition} ORDER BY received_at DESC, id DESC LIMIT ${MOST_REPORTS}`,
    );
    return { items: rows.map(waitingView), total: rows[0]?.total ?? 0 };
  }
}

const freshView = (row: FreshRow): FreshIncidentView => ({
  id: row.id,
  number: row.number,
  title: row.title,
  severity: row.severity,
  tlp: row.tlp,
  kind: row.kind,
  exercise: row.exercise,
  confirmed: row.confirmed,
  openedAt: row.opened_at.toISOString(),
  version: row.version,
  reasons: row.reasons,
  impact: row.impact === null ? null : impactView(row.impact),
  tldCount: row.tld_count,
  tlds: row.tlds,
  reportCount: row.report_count,
  reportedBy: row.reported_by,
});

const impactView = (impact: ImpactCountsView): ImpactCountsView => ({
  rootZoneSerial: impact.rootZoneSerial,
  allServers: impact.allServers,
  someServers: impact.someServers,
  nameDependency: impact.nameDependency,
  operators: impact.operators,
});

const waitingView = (row: WaitingRow): WaitingReportView => ({
  id: row.id,
  number: row.number,
  channel: row.channel,
  summary: row.summary,
  tlp: row.tlp,
  exercise: row.exercise,
  receivedAt: row.received_at.toISOString(),
  incidentId: row.incident_id,
});
