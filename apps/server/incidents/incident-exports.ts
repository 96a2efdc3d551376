import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#config/config';
import type { Principal, Relation } from '#libs/access';
import { leaving, sightOf } from '#libs/access';
import type { AffectedView, ReportView, Resource } from '#libs/contracts';
import type { Exported, ExportedKind, ExportedOperator, ExportFile } from '#libs/exchange';
import type { AffectedOperator } from '#libs/incidents';
import {
  Cases,
  IncidentFault,
  Incidents,
  Listings,
  namedAffectedView,
  operatorAffectedView,
  operatorReportView,
  operatorTimelineView,
  staffIncidentView,
  staffReportView,
  staffTimelineView,
  TRIAGE_RULES,
} from '#libs/incidents';
import { Directory } from '#libs/operators';
import type { Operator } from '#libs/operators';
import { Timeline } from '#libs/timeline';
import type { TriageRules } from '#libs/triage';
import { CaseViews } from './case-views.ts';
import { CONFIG } from '../process/settings.ts';

/** An incident as its reader sees it, and what the reader is to it. */
export interface SeenIncident {
  exported: Exported;
  relation: Relation;
}

/**
 * Gathers what leaves with an incident out of the views that its reader has anyway: nothing is in the file that the API does not
 * show. Notes and files stay here.
 */
@Injectable()
export class IncidentExports {
  constructor(
    private readonly incidents: Incidents,
    private readonly cases: Cases,
    private readonly caseViews: CaseViews,
    private readonly listings: Listings,
    private readonly timeline: Timeline,
    private readonly directory: Directory,
    @Inject(TRIAGE_RULES) private readonly rules: TriageRules,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws IncidentFault `incident.not_found` */
  async seenBy(caller: Principal, id: string): Promise<SeenIncident> {
    const sight = sightOf(caller);
    return sight.all ? this.byStaff(caller, id) : this.byOperator(sight.operatorId, id);
  }

  private async byStaff(caller: Principal, id: string): Promise<SeenIncident> {
    const incident = staffIncidentView(await this.incidents.find(caller, id));
    const reports = (await this.listings.reportsOf(incident.id)).map(staffReportView);
    const affected = await this.incidents.affectedOf(incident.id);
    return {
      relation: 'staff',
      exported: {
        publisher: this.publisher(),
        incident: { ...factsOf(incident), kind: this.kindOf(incident.kind) },
        reports: reports.map(reportOf),
        affected: await this.operatorsOf(affected, namedAffectedView),
        timeline: staffTimelineView(await this.timeline.entriesOf(incident.id)),
      },
    };
  }

  private async byOperator(operatorId: string | null, id: string): Promise<SeenIncident> {
    const one = await this.cases.find(operatorId, id);
    const own = await this.cases.reportsOf(one);
    const kind = this.kindOf(one.own.kind);
    const reports = own.map(operatorReportView);
    const facts = {
      ...(await this.caseViews.of(one)),
      summary: '',
      occurredAt: null,
      updatedAt: one.own.updatedAt.toISOString(),
      resources: reports.flatMap(({ resources }) => resources),
    };
    return {
      relation: await this.cases.relationTo(one, own),
      exported: {
        publisher: this.publisher(),
        incident: { ...factsOf(facts), kind },
        reports: reports.map(reportOf),
        affected: await this.operatorsOf([one.own], operatorAffectedView),
        timeline: operatorTimelineView(one, await this.cases.recordOf(one)),
      },
    };
  }

  private publisher(): Exported['publisher'] {
    const { PUBLIC_URL: url, MAIL_FROM: email } = this.config;
    return { name: 'DNS-CERT', host: new URL(url).host, email };
  }

  /** A kind that the files no longer know is said to be undetermined, in the taxonomy's own word. */
  private kindOf(name: string): ExportedKind {
    const kind = this.rules.kinds.get(name);
    return {
      name,
      title: kind?.title ?? name,
      rsit: { first: kind?.rsit ?? 'other', second: kind?.rsitSecond ?? 'undetermined' },
    };
  }

  private async operatorsOf(
    rows: AffectedOperator[],
    viewOf: (row: AffectedOperator, operator: Operator) => AffectedView,
  ): Promise<ExportedOperator[]> {
    const found = await this.directory.operatorsByIds(rows.map(({ operatorId }) => operatorId));
    return rows.flatMap((row) => {
      const operator = found.find(({ id }) => id === row.operatorId);
      return operator === undefined ? [] : [operatorOf(operator.name, viewOf(row, operator))];
    });
  }
}

const operatorOf = (name: string, affected: AffectedView): ExportedOperator => ({
  id: affected.operatorId,
  name,
  tlds: affected.tlds.map(({ label }) => label),
  state: affected.state,
  serviceState: affected.serviceState,
  toldAt: affected.toldAt,
  answeredAt: affected.answeredAt,
});

type Facts = Omit<Exported['incident'], 'kind'> & { resources: Resource[] };

const factsOf = (facts: Facts): Omit<Exported['incident'], 'kind'> => ({
  id: facts.id,
  number: facts.number,
  title: facts.title,
  summary: facts.summary,
  state: facts.state,
  severity: facts.severity,
  tlp: facts.tlp,
  exercise: facts.exercise,
  occurredAt: facts.occurredAt,
  openedAt: facts.openedAt,
  closedAt: facts.closedAt,
  updatedAt: facts.updatedAt,
  resources: facts.resources,
  tlds: facts.tlds,
});

const reportOf = (report: ReportView): Exported['reports'][number] => ({
  id: report.id,
  number: report.number,
  summary: report.summary,
  description: report.description,
  tlp: report.tlp,
  occurredAt: report.occurredAt,
  detectedAt: report.detectedAt,
  receivedAt: report.receivedAt,
  resources: report.resources,
  references: report.references,
  sha256: report.receipt.sha256,
});

/** @throws IncidentFault `incident.not_found` where the label keeps the file from this reader, who is signed in on a connection of its own */
export function assertMayLeave({ label }: ExportFile, relation: Relation): void {
  const { form } = leaving(label, { exit: 'export' }, { relation, encrypted: true });
  if (form === 'withheld') throw new IncidentFault('incident.not_found', 'There is no such incident.');
}
