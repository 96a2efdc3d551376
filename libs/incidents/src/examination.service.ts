import { Inject, Injectable } from '@nestjs/common';
import type { TimelineActor } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { Directory, RootZones } from '#libs/operators';
import type { TriageRules } from '#libs/triage';
import { assess, namedTlds, touchedOperators, withUndelegated } from './assessment.ts';
import { PUBLIC_SOURCE } from './case.ts';
import type { Examined } from './case.ts';
import type { Report } from './report.entity.ts';
import { TRIAGE_RULES } from './rules.ts';

/** Finds out all that can be found out about reports without writing. */
@Injectable()
export class Examination {
  constructor(
    private readonly transactions: Transactions,
    private readonly directory: Directory,
    private readonly rootZones: RootZones,
    @Inject(TRIAGE_RULES) private readonly rules: TriageRules,
  ) {}

  /** By the newest root zone and the directory as it is. @returns one a report, in their order */
  async of(reports: Report[]): Promise<Examined[]> {
    const names = await this.namesOf(reports.flatMap(({ reporterId }) => reporterId ?? []));
    const { serial, impacts } = await this.rootZones.impactsOf(reports);
    const asked = reports.map((report) => ({
      report,
      impact: withUndelegated(impacts.get(report.id) ?? [], report.resources),
    }));
    const labels = asked.flatMap(({ impact }) => impact.map(({ label }) => label));
    const operatorOf = await this.directory.operatorsOfTlds([...new Set(labels)]);
    return asked.map(({ report, impact }) => ({
      report,
      reporter: reporterOf(report, names),
      verdict: assess(this.rules, report, impact, speaksForItsOwn(report, operatorOf)),
      touched: touchedOperators(impact, operatorOf, report.operatorId),
      serial,
    }));
  }

  private async namesOf(userIds: string[]): Promise<Map<string, string>> {
    const rows = await this.transactions.reader.query<{ id: string; name: string }[]>(
      'SELECT id, name FROM users WHERE id = ANY($1)',
      [userIds],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

function reporterOf(
  { reporterId, operatorId, reporterContact }: Report,
  names: ReadonlyMap<string, string>,
): TimelineActor {
  if (reporterId === null && operatorId !== null)
    return { kind: 'contact', name: reporterContact?.email ?? 'contact' };
  if (reporterId === null) return PUBLIC_SOURCE;
  return {
    kind: operatorId === null ? 'user' : 'operator',
    id: reporterId,
    name: names.get(reporterId) ?? 'reporter',
  };
}

function speaksForItsOwn(report: Report, operatorOf: ReadonlyMap<string, string>): boolean {
  return (
    report.operatorId !== null &&
    namedTlds(report.resources).some((label) => operatorOf.get(label) === report.operatorId)
  );
}
