import { describe, expect, it } from '@jest/globals';
import { EXPORT_FORMATS, TLP_LABELS } from '#libs/contracts';
import type { ExportFormat, Tlp } from '#libs/contracts';
import { exportedIncident } from './exported.fixture.ts';
import { exportFile } from './file.ts';

const textOf = (format: ExportFormat, choices: Parameters<typeof exportedIncident>[0] = {}) =>
  exportFile(exportedIncident(choices), format).bytes.toString('utf8');

/** Where a program of each format looks for the label. */
const LABEL: Record<ExportFormat, (text: string) => unknown> = {
  'iodef-xml': (text) => /<Incident [^>]*?(restriction="[^>]*")>/.exec(text)?.[1],
  'iodef-json': (text) => {
    const { Incident } = JSON.parse(text) as { Incident: Record<string, string>[] };
    return [Incident[0]?.['restriction'], Incident[0]?.['ext-restriction']];
  },
  stix: (text) => {
    const { objects } = JSON.parse(text) as { objects: { id: string; object_marking_refs?: string[] }[] };
    const [marking, ...others] = objects;
    return others.every(({ object_marking_refs: refs }) => refs?.join() === marking?.id) ? marking?.id : null;
  },
  misp: (text) => {
    const { Event } = JSON.parse(text) as { Event: { Tag: { name: string }[]; distribution: string } };
    return [
      Event.Tag.filter(({ name }) => name.startsWith('tlp:')).map(({ name }) => name),
      Event.distribution,
    ];
  },
  csv: (text) => [
    ...new Set(
      text
        .split('\r\n')
        .slice(1, -1)
        .map((line) => line.split(',')[0]),
    ),
  ],
  markdown: (text) => text.split('\n')[0]?.split(' ')[0],
  json: (text) => (JSON.parse(text) as { tlp: string }).tlp,
};
const marking = (id: string) => `marking-definition--${id}`;
const EXPECTED: Record<Tlp, Record<ExportFormat, unknown>> = {
  RED: {
    'iodef-xml': 'restriction="red"',
    'iodef-json': ['red', undefined],
    stix: marking('e828b379-4e03-4974-9ac4-e53a884c97c1'),
    misp: [['tlp:red'], '0'],
    csv: ['"TLP:RED"'],
    markdown: '**TLP:RED**',
    json: 'RED',
  },
  'AMBER+STRICT': {
    'iodef-xml': 'restriction="ext-value" ext-restriction="amber+strict"',
    'iodef-json': ['ext-value', 'amber+strict'],
    stix: marking('939a9414-2ddd-4d32-a0cd-375ea402b003'),
    misp: [['tlp:amber+strict'], '0'],
    csv: ['"TLP:AMBER+STRICT"'],
    markdown: '**TLP:AMBER+STRICT**',
    json: 'AMBER+STRICT',
  },
  AMBER: {
    'iodef-xml': 'restriction="amber"',
    'iodef-json': ['amber', undefined],
    stix: marking('55d920b0-5e8b-4f79-9ee9-91f868d9b421'),
    misp: [['tlp:amber'], '0'],
    csv: ['"TLP:AMBER"'],
    markdown: '**TLP:AMBER**',
    json: 'AMBER',
  },
  GREEN: {
    'iodef-xml': 'restriction="green"',
    'iodef-json': ['green', undefined],
    stix: marking('bab4a63c-aed9-4cf5-a766-dfca5abac2bb'),
    misp: [['tlp:green'], '1'],
    csv: ['"TLP:GREEN"'],
    markdown: '**TLP:GREEN**',
    json: 'GREEN',
  },
  CLEAR: {
    'iodef-xml': 'restriction="white"',
    'iodef-json': ['white', undefined],
    stix: marking('94868c89-83c2-464b-929b-a1a8aa3c8487'),
    misp: [['tlp:clear'], '3'],
    csv: ['"TLP:CLEAR"'],
    markdown: '**TLP:CLEAR**',
    json: 'CLEAR',
  },
};

describe.each(EXPORT_FORMATS)('an incident as %s', (format) => {
  it.each(TLP_LABELS)('bears TLP:%s where its readers look', (tlp) => {
    // Its second report is GREEN by itself, which narrows CLEAR alone.
    const exported = exportedIncident({ tlp });
    const file = exportFile({ ...exported, reports: exported.reports.slice(0, 1) }, format);
    expect([LABEL[format](file.bytes.toString('utf8')), file.label]).toEqual([EXPECTED[tlp][format], tlp]);
  });

  it('bears the narrowest label of all that is in it', () => {
    const exported = exportedIncident({ tlp: 'GREEN' });
    const strict = exported.reports.map((report) => ({ ...report, tlp: 'RED' as const }));
    const text = exportFile({ ...exported, reports: strict }, format).bytes.toString('utf8');
    expect(LABEL[format](text)).toEqual(EXPECTED.RED[format]);
  });

  it('is the same bytes for the same facts', () => {
    expect(textOf(format)).toBe(textOf(format));
  });

  it('says when it is an exercise', () => {
    const sign = { csv: '"yes"', json: '"exercise": true' }[format as string] ?? 'EXERCISE: no real incident';
    expect(textOf(format, { exercise: true })).toContain(sign);
    expect(textOf(format)).not.toContain(sign);
  });

  it('has a name that is safe everywhere and says the label', () => {
    const exported = exportedIncident({ tlp: 'AMBER+STRICT' });
    const odd = { ...exported, incident: { ...exported.incident, number: '../"\r\n;x' } };
    expect(exportFile(exported, format).name).toMatch(/^incident-2026-000123-TLP-AMBER-STRICT\.[a-z.]+$/);
    expect(exportFile(odd, format).name).toMatch(/^[A-Za-z0-9-]+\.[a-z.]+$/);
  });

  it('stands when there is nothing yet but the incident', () => {
    const bare = { ...exportedIncident(), reports: [], affected: [], timeline: [] };
    const resources = { ...bare.incident, resources: [], tlds: [], summary: '', occurredAt: null };
    const text = exportFile({ ...bare, incident: resources }, format).bytes.toString('utf8');
    expect(text).not.toMatch(/undefined|\[object/);
    expect(text).not.toMatch(/"(EventData|History|System)": \[\]/);
  });
});

describe('what is for others to read', () => {
  it('names nobody of the staff', () => {
    for (const format of ['iodef-xml', 'iodef-json', 'stix', 'misp', 'markdown'] as const)
      expect(textOf(format)).not.toContain('Responder on duty');
  });
});
