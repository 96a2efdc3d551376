import { Inject, Injectable } from '@nestjs/common';
import type { OperatorIncidentView } from '#libs/contracts';
import type { OperatorCase, Report } from '#libs/incidents';
import { Cases, operatorIncidentView, TRIAGE_RULES } from '#libs/incidents';
import type { TriageRules } from '#libs/triage';

/** An incident as its operator is shown it, wherever it is shown. */
@Injectable()
export class CaseViews {
  constructor(
    private readonly cases: Cases,
    @Inject(TRIAGE_RULES) private readonly rules: TriageRules,
  ) {}

  async of(one: OperatorCase): Promise<OperatorIncidentView> {
    return this.viewOf(one, await this.cases.reportsOf(one));
  }

  /** Of one operator's cases, with one look at its reports. */
  async ofAll(cases: OperatorCase[]): Promise<{ one: OperatorCase; view: OperatorIncidentView }[]> {
    const reports = await this.cases.reportsOfAll(cases);
    return cases.map((one) => ({ one, view: this.viewOf(one, reports.get(one.id) ?? []) }));
  }

  private viewOf(one: OperatorCase, reports: Report[]): OperatorIncidentView {
    const { kind } = one.own;
    return operatorIncidentView(one, this.rules.kinds.get(kind)?.title ?? kind, reports);
  }
}
