import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { IncidentRelation, RelatedIncidentView } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { Directory, RootZones } from '#libs/operators';
import type { Operator } from '#libs/operators';
import type { Relation, Tied, TriageRules } from '#libs/triage';
import { relationsOf } from '#libs/triage';
import { Incident } from './incident.entity.ts';
import { linkedIncidents } from './linked-incidents.ts';
import { keptReasons } from './reasons.ts';
import { candidateIds, operatorsOf } from './related-candidates.ts';
import { TRIAGE_RULES } from './rules.ts';

/** The closest; what follows has next to nothing in common. */
const MOST_SHOWN = 20;
/** Where no root zone was imported. */
const NO_MACHINES = { servers: [], addresses: [] };

/** Of each sort of thing that two have in common. */
const MOST_SHARED = 20;

/** Other incidents that have to do with one: by a person's word, or by what both touch. */
@Injectable()
export class RelatedIncidents {
  constructor(
    private readonly transactions: Transactions,
    private readonly rootZones: RootZones,
    private readonly directory: Directory,
    @Inject(TRIAGE_RULES) private readonly rules: TriageRules,
  ) {}

  /** Those that were joined or parted first, then the closest. */
  async of(incident: Incident): Promise<RelatedIncidentView[]> {
    const { reader } = this.transactions;
    const links = await linkedIncidents(reader, incident);
    const own = (await operatorsOf(reader, [incident.id])).get(incident.id) ?? [];
    const tlds = await this.standingOn(incident);
    const near = await candidateIds(reader, incident, tlds, own, [incident.id, ...links.keys()]);
    const others = await reader.getRepository(Incident).findBy({ id: In([...links.keys(), ...near]) });
    const relations = await this.relate(incident, others);
    const shown = [...relations]
      .filter(({ incidentId }) => !links.has(incidentId))
      .slice(0, MOST_SHOWN)
      .map(({ incidentId }) => incidentId);
    const operators = await this.directory.operatorsByIds([
      ...new Set(relations.flatMap(({ shared }) => shared.operators)),
    ]);
    return [...links.keys(), ...shown].flatMap((id) => {
      const other = others.find((one) => one.id === id);
      const relation = relations.find(({ incidentId }) => incidentId === id);
      return other === undefined ? [] : [relatedView(other, links.get(id) ?? 'similar', relation, operators)];
    });
  }

  /** Its TLDs, and those that stand on the same machines: what fails there shows at both. */
  private async standingOn(incident: Incident): Promise<string[]> {
    const index = await this.rootZones.index();
    const tlds = index?.machinesOf(incident.resources).tlds ?? [];
    return [...new Set([...incident.tlds, ...tlds])];
  }

  private async relate(incident: Incident, others: Incident[]): Promise<Relation[]> {
    const all = [incident, ...others];
    const index = await this.rootZones.index();
    const operators = await operatorsOf(
      this.transactions.reader,
      all.map(({ id }) => id),
    );
    const [subject, ...rest] = all.map((one): Tied => ({
      ...(index?.machinesOf(one.resources) ?? NO_MACHINES),
      incidentId: one.id,
      kind: one.kind,
      resources: one.resources,
      tlds: one.tlds,
      openedAt: one.openedAt,
      lastReportAt: one.lastReportAt,
      state: one.state,
      exercise: one.exercise,
      operators: operators.get(one.id) ?? [],
    }));
    return subject === undefined ? [] : relationsOf(this.rules, subject, rest);
  }
}

function relatedView(
  incident: Incident,
  relation: IncidentRelation,
  found: Relation | undefined,
  operators: Operator[],
): RelatedIncidentView {
  const shared = found?.shared;
  const some = <T>(things: T[] | undefined) => (things ?? []).slice(0, MOST_SHARED);
  return {
    id: incident.id,
    number: incident.number,
    title: incident.title,
    state: incident.state,
    kind: incident.kind,
    severity: incident.severity,
    tlp: incident.tlp,
    openedAt: incident.openedAt.toISOString(),
    lastReportAt: incident.lastReportAt.toISOString(),
    relation,
    score: found?.score ?? 0,
    looksLikeOne: found?.looksLikeOne ?? false,
    reasons: keptReasons(found?.reasons ?? []),
    shared: {
      tlds: some(shared?.tlds),
      resources: some(shared?.resources).map(({ type, value }) => `${type} ${value}`),
      servers: some(shared?.servers),
      addresses: some(shared?.addresses),
      operators: some(shared?.operators).flatMap((id) => {
        const operator = operators.find((one) => one.id === id);
        return operator === undefined ? [] : [{ id, slug: operator.slug, name: operator.name }];
      }),
    },
  };
}
