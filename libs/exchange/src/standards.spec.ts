import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { INCIDENT_STATES, SEVERITIES, TLP_LABELS } from '#libs/contracts';
import type { ExportFormat } from '#libs/contracts';
import { ATTACKS } from '../../../test/fixtures/attacks.ts';
import { exportedIncident } from './exported.fixture.ts';
import type { Exported } from './exported.ts';
import { exportFile } from './file.ts';
import { hasXmllint, xsdFaults } from './iodef/xsd.fixture.ts';
import { itWithStandards, standardJson, standardSchemas } from './standards.fixture.ts';

/** The published schemas are of an older hand: words and patterns that a strict reader refuses. */
const LENIENT = { strict: false, validateFormats: false, unicodeRegExp: false };

/** Every label, state and severity, an exercise, the least and the worst that anybody can write. */
const bare: Exported = { ...exportedIncident(), reports: [], affected: [], timeline: [] };
const INCIDENTS: Exported[] = [
  ...TLP_LABELS.map((tlp) => exportedIncident({ tlp })),
  ...INCIDENT_STATES.map((state) => exportedIncident({ state })),
  ...SEVERITIES.map((severity) => exportedIncident({ severity })),
  exportedIncident({ exercise: true }),
  { ...bare, incident: { ...bare.incident, resources: [], tlds: [], summary: '' } },
  ...['\u0000\u001b\ud800', 'a\r\nb'].map((words) => exportedIncident({ words })),
];
const HOSTILE = ATTACKS.map((words) => exportedIncident({ words }));
const read = (exported: Exported, format: ExportFormat) =>
  JSON.parse(exportFile(exported, format).bytes.toString('utf8')) as Record<string, unknown>;

function skipWithout(program: string): typeof it.skip {
  process.stderr.write(`${program} is not installed: it is not asked whether IODEF in XML is valid\n`);
  return it.skip;
}

interface StixObject {
  type: string;
  id: string;
}
/** They have schemas of their own, and the published one of a bundle forgets to name them. */
const UNLISTED = ['incident', 'note'];

describe('by the schemas of the standards', () => {
  itWithStandards('IODEF in JSON is valid (RFC 8727)', () => {
    const { $schema: _draft4, ...schema } = standardJson('iodef/json/iodef-json-schema.json');
    const validate = new Ajv(LENIENT).compile(schema);
    for (const exported of [...INCIDENTS, ...HOSTILE])
      expect([validate(read(exported, 'iodef-json')), validate.errors]).toEqual([true, null]);
  });

  (hasXmllint() ? itWithStandards : skipWithout('xmllint'))('IODEF in XML is valid (RFC 7970)', () => {
    const texts = [...INCIDENTS, ...HOSTILE].map((exported) =>
      exportFile(exported, 'iodef-xml').bytes.toString('utf8'),
    );
    expect(xsdFaults(texts)).toEqual([]);
    // A judge that takes everything is none.
    expect(xsdFaults([(texts[0] ?? '').replace('<IncidentID', '<Incident')]).length).toBeGreaterThan(0);
    expect(
      xsdFaults([(texts[0] ?? '').replace('purpose="reporting"', 'purpose="x"')]).length,
    ).toBeGreaterThan(0);
  });

  itWithStandards('a STIX bundle is valid, and so is each object in it (STIX 2.1)', () => {
    const ajv = new Ajv2020(LENIENT);
    const schemas = standardSchemas('stix/schemas');
    for (const schema of schemas) ajv.addSchema(schema);
    const byType = new Map(schemas.map(({ title, $id }) => [title, $id as string]));
    const checked = new Set<string>();
    for (const [index, exported] of INCIDENTS.entries()) {
      const bundle = read(exported, 'stix') as { type: string; id: string; objects: StixObject[] };
      const objects = bundle.objects.filter(({ type }) => !UNLISTED.includes(type));
      // The schema of a bundle tries every object by forty others: that takes its time.
      const whole = index < TLP_LABELS.length ? [{ ...bundle, objects }] : [];
      for (const object of [...whole, ...bundle.objects]) {
        checked.add(object.type);
        const isValid = ajv.validate(byType.get(object.type) ?? '', object);
        expect([object.type, isValid, ajv.errors]).toEqual([object.type, true, null]);
      }
    }
    process.stdout.write(`STIX: ${INCIDENTS.length} bundles of ${[...checked].sort().join(', ')}\n`);
  });

  itWithStandards('tags of a MISP event stand in the taxonomies', () => {
    const known = ['tlp', 'rsit'].flatMap((name) =>
      machineTags(standardJson(`taxonomies/misp/${name}.json`)),
    );
    for (const exported of INCIDENTS) {
      const { Event } = read(exported, 'misp') as { Event: { Tag: { name: string }[] } };
      expect(Event.Tag.filter(({ name }) => !known.includes(name))).toEqual([]);
    }
  });
});

interface Taxonomy {
  namespace: string;
  predicates: { value: string }[];
  values?: { predicate: string; entry: { value: string }[] }[];
}

function machineTags(given: Record<string, unknown>): string[] {
  const { namespace, predicates, values } = given as unknown as Taxonomy;
  return values === undefined
    ? predicates.map(({ value }) => `${namespace}:${value}`)
    : values.flatMap(({ predicate, entry }) =>
        entry.map(({ value }) => `${namespace}:${predicate}="${value}"`),
      );
}
