import { entryWords } from '../entry-words.ts';
import type { Exported, ExportedOperator, ExportedReport } from '../exported.ts';
import { asOf, distinct, EXERCISE, labelOf, rsitTag, titleOf } from '../facts.ts';
import { partId } from '../ids.ts';
import { observableOf } from './observables.ts';
import { tlpMarking } from './tlp-markings.ts';

/** An object of STIX 2.1; which properties go with which type the specification says, and the tests check. */
interface StixObject {
  type: string;
  id: string;
  [property: string]: unknown;
}

/**
 * A STIX 2.1 bundle: the incident (in 2.1 a name and a description), whom it touches and what it is about as relationships, what was
 * told and how it went as notes, and one report that holds them together. Each object bears the label.
 */
export function stixBundle(exported: Exported): StixObject {
  const maker = new Maker(exported);
  const { incident, reports, affected } = exported;
  const subject = maker.incident();
  const resources = distinct([
    ...incident.resources,
    ...incident.tlds.map((value) => ({ type: 'tld' as const, value })),
    ...reports.flatMap((report) => report.resources),
  ]);
  const observables = new Map(
    resources.flatMap((resource) => {
      const found = observableOf(resource);
      return found === null ? [] : [[found.id, maker.marked({ ...found })]];
    }),
  );
  const operators = affected.map((operator) => ({ operator, identity: maker.operator(operator) }));
  const unknown = resources.filter((resource) => observableOf(resource) === null);
  const objects = [
    maker.publisher(),
    subject,
    ...operators.map(({ identity }) => identity),
    ...observables.values(),
    ...operators.map(({ operator, identity }) =>
      maker.related(subject.id, identity.id, `state ${operator.state}, service ${operator.serviceState}`),
    ),
    ...[...observables.keys()].map((id) => maker.related(subject.id, id)),
    ...reports.map((report) => maker.told(report, subject.id)),
    ...maker.notes(subject.id, unknown),
  ];
  return {
    type: 'bundle',
    id: `bundle--${partId(incident.id, 'stix bundle')}`,
    objects: [tlpMarking(labelOf(exported)), ...objects, maker.report(objects)],
  };
}

/** Makes objects of one incident, each with the same author, instants and label. */
class Maker {
  private readonly asOf: string;
  private readonly marking: string;
  constructor(private readonly exported: Exported) {
    this.asOf = asOf(exported);
    this.marking = tlpMarking(labelOf(exported)).id;
  }

  private id(type: string, part: string) {
    return `${type}--${partId(this.exported.incident.id, `stix ${type} ${part}`)}`;
  }

  marked(object: StixObject): StixObject {
    return { ...object, object_marking_refs: [this.marking] };
  }

  private object(type: string, part: string, properties: Record<string, unknown>): StixObject {
    return this.marked({
      type,
      spec_version: '2.1',
      id: this.id(type, part),
      created_by_ref: this.id('identity', 'publisher'),
      created: this.exported.incident.openedAt,
      modified: this.asOf,
      ...properties,
    });
  }

  publisher(): StixObject {
    const { name, email } = this.exported.publisher;
    return this.object('identity', 'publisher', {
      name,
      identity_class: 'organization',
      contact_information: email,
    });
  }

  operator({ id, name, tlds }: ExportedOperator): StixObject {
    return this.object('identity', id, {
      name,
      identity_class: 'organization',
      ...(tlds.length === 0 ? {} : { description: tlds.map((label) => `.${label}`).join(', ') }),
    });
  }

  incident(): StixObject {
    const { exported } = this;
    const { number, summary, kind, severity, state } = exported.incident;
    const facts = `${kind.title}. Severity ${severity}, state ${state}.`;
    return this.object('incident', 'incident', {
      name: titleOf(exported),
      description: summary === '' ? facts : `${facts}\n\n${summary}`,
      labels: this.labels(),
      external_references: [{ source_name: exported.publisher.host, external_id: number }],
    });
  }

  private labels(): string[] {
    const { kind, severity, exercise } = this.exported.incident;
    return [rsitTag(kind.rsit), kind.name, `severity:${severity}`, ...(exercise ? ['exercise'] : [])];
  }

  related(from: string, to: string, description?: string): StixObject {
    return this.object('relationship', `${from} ${to}`, {
      relationship_type: 'related-to',
      source_ref: from,
      target_ref: to,
      ...(description === undefined ? {} : { description }),
    });
  }

  /** One source's words. The addresses that it refers to are in the text: STIX takes no address that is not well formed. */
  told({ id, number, summary, description, references }: ExportedReport, about: string): StixObject {
    return this.note(`report ${id}`, about, `${number} ${summary}`, [
      description === '' ? summary : description,
      ...references,
    ]);
  }

  /** How it went, and what is named that STIX has no object for. */
  notes(about: string, unknown: Exported['incident']['resources']): StixObject[] {
    const { timeline, affected } = this.exported;
    const operators = new Map(affected.map(({ id, name }) => [id, name]));
    const lines = timeline.map((entry) => `${entry.at} ${entryWords(entry, operators)}`);
    return [
      ...(lines.length === 0 ? [] : [this.note('timeline', about, 'Timeline', lines)]),
      ...(unknown.length === 0
        ? []
        : [
            this.note(
              'resources',
              about,
              'Further resources',
              unknown.map(({ type, value }) => `${type} ${value}`),
            ),
          ]),
    ];
  }

  private note(part: string, about: string, abstract: string, lines: string[]): StixObject {
    return this.object('note', part, { abstract, content: lines.join('\n'), object_refs: [about] });
  }

  report(objects: StixObject[]): StixObject {
    const { exercise } = this.exported.incident;
    return this.object('report', 'report', {
      name: titleOf(this.exported),
      ...(exercise ? { description: EXERCISE } : {}),
      labels: this.labels(),
      published: this.asOf,
      object_refs: objects.map(({ id }) => id),
    });
  }
}
