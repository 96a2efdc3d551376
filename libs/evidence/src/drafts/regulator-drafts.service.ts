import { Inject, Injectable } from '@nestjs/common';
import type { RegulatorDraftKind, RegulatorDraftView } from '#libs/contracts';
import { TRIAGE_RULES } from '#libs/incidents';
import type { Incident } from '#libs/incidents';
import { Directory } from '#libs/operators';
import type { Operator } from '#libs/operators';
import { Timeline } from '#libs/timeline';
import type { TriageRules } from '#libs/triage';
import { resolveKind } from '#libs/triage';
import { draftSections, draftTitle } from './draft.ts';
import { ofOperator, sourceOf } from './source.ts';

const NOTICE =
  'A draft, made from the record of the incident: nothing in it is invented, and what is missing has to be added by a person. It is no legal advice.';

/** What an authority is to be told, out of the record. */
@Injectable()
export class RegulatorDrafts {
  constructor(
    private readonly timeline: Timeline,
    private readonly directory: Directory,
    @Inject(TRIAGE_RULES) private readonly rules: TriageRules,
  ) {}

  /** @param operator whose report it is; null: of all of the incident */
  async of(
    kind: RegulatorDraftKind,
    incident: Incident,
    operator: Operator | null,
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
    return {
      kind,
      title: draftTitle(kind),
      incident: {
        id: incident.id,
        number: incident.number,
        tlp: incident.tlp,
        exercise: incident.exercise,
      },
      operator: operator === null ? null : { slug: operator.slug, name: operator.name },
      asOf: last === undefined ? null : sourceOf(last),
      sections: draftSections(kind, entries, {
        operator: (id) => operators.get(id) ?? 'an operator',
        kind: (name) => resolveKind(this.rules, name)?.title ?? name,
      }),
      notice: NOTICE,
    };
  }
}
