import { Inject, Injectable } from '@nestjs/common';
import { SEVERITIES } from '#libs/contracts';
import type { Language, RegulatorDraftKind, RegulatorDraftView } from '#libs/contracts';
import { severityWord, TRIAGE_RULES } from '#libs/incidents';
import type { Incident } from '#libs/incidents';
import { Directory } from '#libs/operators';
import type { Operator } from '#libs/operators';
import { Timeline } from '#libs/timeline';
import type { TriageRules } from '#libs/triage';
import { resolveKind } from '#libs/triage';
import { draftSections } from './draft.ts';
import { ofOperator, sourceOf } from './source.ts';
import { DRAFT_WORDS } from './words/index.ts';

/** What an authority is to be told, out of the record. */
@Injectable()
export class RegulatorDrafts {
  constructor(
    private readonly timeline: Timeline,
    private readonly directory: Directory,
    @Inject(TRIAGE_RULES) private readonly rules: TriageRules,
  ) {}

  /**
   * @param operator whose report it is; null: of all of the incident
   * @param kindTitle what a kind of incident is called in that language; null: as the kind file calls it
   */
  async of(
    kind: RegulatorDraftKind,
    incident: Incident,
    operator: Operator | null,
    language: Language,
    kindTitle: (kind: string) => string | null,
  ): Promise<RegulatorDraftView> {
    const all = await this.timeline.entriesOf(incident.id);
    const entries = operator === null ? all : ofOperator(all, operator.id);
    const ids = entries.flatMap(({ data: { operatorId } }) =>
      typeof operatorId === 'string' ? [operatorId] : [],
    );
    const operators = new Map(
      (await this.directory.operatorsByIds([...new Set(ids)])).map(({ id, name }) => [id, name]),
    );
    const last = entries.at(-1);
    const words = DRAFT_WORDS[language];
    return {
      kind,
      language,
      title: words.titles[kind],
      incident: {
        id: incident.id,
        number: incident.number,
        tlp: incident.tlp,
        exercise: incident.exercise,
      },
      operator: operator === null ? null : { slug: operator.slug, name: operator.name },
      asOf: last === undefined ? null : sourceOf(last),
      sections: draftSections(
        kind,
        entries,
        {
          operator: (id) => operators.get(id) ?? words.someOperator,
          kind: (name) => kindTitle(name) ?? resolveKind(this.rules, name)?.title ?? name,
          severity: (name) => severityIn(name, language),
        },
        words,
      ),
      notice: words.notice,
    };
  }
}

function severityIn(name: string, language: Language): string {
  const severity = SEVERITIES.find((one) => one === name);
  return severity === undefined ? name : severityWord(severity, language);
}
