import type { Tlp } from '#libs/contracts';
import { entryWords } from '../entry-words.ts';
import type { Exported, ExportedReport } from '../exported.ts';
import { asOf, EXERCISE, labelOf, rsitTag } from '../facts.ts';
import { fenced, inLine, table } from './markdown-text.ts';

/** Who may read on, in the words of TLP 2.0 (FIRST, 2022) made short. */
const MEANING: Record<Tlp, string> = {
  RED: 'for the named recipients alone, no further disclosure',
  'AMBER+STRICT': "for the recipients' own organization, where they need to know",
  AMBER: "for the recipients' organization and its clients, where they need to know",
  GREEN: 'for the community, not by public channels',
  CLEAR: 'no limit on disclosure',
};

/** For people. The label stands at its head and its foot, as TLP 2.0 asks of documents. */
export function markdownDocument(exported: Exported): string {
  const { incident, publisher } = exported;
  const label = labelOf(exported);
  const exercise = incident.exercise ? [`**${EXERCISE}**`] : [];
  return `${[
    `**TLP:${label}** (${MEANING[label]})`,
    ...exercise,
    `# Incident ${inLine(incident.number)}: ${inLine(incident.title)}`,
    factsOf(exported),
    ...(incident.summary === '' ? [] : ['## Summary', fenced(incident.summary)]),
    ...operatorsOf(exported),
    ...(exported.reports.length === 0 ? [] : ['## Reports']),
    ...exported.reports.flatMap(reportOf),
    ...timelineOf(exported),
    '---',
    `As of ${asOf(exported)}, from ${inLine(publisher.name)} (${inLine(publisher.email)}).`,
    ...exercise,
    `**TLP:${label}**`,
  ].join('\n\n')}\n`;
}

function factsOf({ incident }: Exported): string {
  const { kind, state, severity, tlds, occurredAt, openedAt, closedAt } = incident;
  return table(
    ['Fact', ''],
    [
      ['Kind', `${inLine(kind.title)} (${inLine(rsitTag(kind.rsit))})`],
      ['Severity', inLine(severity)],
      ['State', inLine(state)],
      ['TLDs', inLine(tlds.map((tld) => `.${tld}`).join(' '))],
      ['Began', occurredAt ?? 'not known'],
      ['Opened', openedAt],
      ['Closed', closedAt ?? 'no'],
    ],
  );
}

function operatorsOf({ affected }: Exported): string[] {
  if (affected.length === 0) return [];
  const rows = affected.map(({ name, tlds, state, serviceState, toldAt, answeredAt }) => [
    inLine(name),
    inLine(tlds.map((tld) => `.${tld}`).join(' ')),
    inLine(state.replaceAll('_', ' ')),
    inLine(serviceState),
    toldAt ?? 'no',
    answeredAt ?? 'no',
  ]);
  return ['## Operators', table(['Operator', 'TLDs', 'State', 'Service', 'Told', 'Answered'], rows)];
}

function reportOf(report: ExportedReport): string[] {
  const { number, summary, tlp, receivedAt, description, resources, references, sha256 } = report;
  return [
    `### ${inLine(number)}: ${inLine(summary)}`,
    `TLP:${tlp}, received ${receivedAt}, SHA-256 ${sha256}`,
    ...(resources.length === 0 ? [] : [listOf(resources.map(({ type, value }) => `${type} ${value}`))]),
    ...(references.length === 0 ? [] : [listOf(references)]),
    ...(description === '' ? [] : [fenced(description)]),
  ];
}

const listOf = (lines: string[]) => lines.map((line) => `- ${inLine(line)}`).join('\n');

/** No name of the CERT's own people goes out with the document: for others it is the CERT that acted. */
function timelineOf({ timeline, affected, publisher }: Exported): string[] {
  if (timeline.length === 0) return [];
  const operators = new Map(affected.map(({ id, name }) => [id, name]));
  const rows = timeline.map((entry) => [
    String(entry.index),
    entry.at,
    inLine(/^(user|system)$/.test(entry.actor.kind) ? publisher.name : entry.actor.name),
    inLine(entryWords(entry, operators)),
    inLine(typeof entry.data['reason'] === 'string' ? entry.data['reason'] : ''),
  ]);
  return ['## Timeline', table(['', 'When (UTC)', 'Who', 'What', 'Why'], rows)];
}
