import { Inject, Injectable } from '@nestjs/common';
import type { OperatorIncidentView } from '#libs/contracts';
import type { OperatorCase } from '#libs/incidents';
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
    const { kind } = one.own;
    const title = this.rules.kinds.get(kind)?.title ?? kind;
    return operatorIncidentView(one, title, await this.cases.reportsOf(one));
  }
}
