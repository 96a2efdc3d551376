import type { EntryType, IncidentState, Severity } from '#libs/contracts';
import { entryWords } from '../entry-words.ts';
import type { Exported, ExportedOperator, ExportedReport } from '../exported.ts';
import { asOf, labelOf, rsitTag, titleOf, unreportedResources } from '../facts.ts';
import type {
  AdditionalData,
  Assessment,
  Contact,
  EventData,
  HistoryItem,
  IodefDocument,
  IodefIncident,
  Restricted,
} from './classes.ts';
import { resourcesInIodef } from './resources.ts';
import { restrictionOf } from './restriction.ts';

/** RFC 8727: IODEF v2 in JSON. A report is an event, an affected operator a contact, an entry of the record a history item. */
export function iodefDocument(exported: Exported): IodefDocument {
  return {
    version: '2.0',
    'private-enum-name': exported.publisher.host,
    Incident: [incidentOf(exported)],
  };
}

function incidentOf(exported: Exported): IodefIncident {
  const { publisher, incident, reports, affected, timeline } = exported;
  const restriction = restrictionOf(labelOf(exported));
  const operators = new Map(affected.map(({ id, name }) => [id, name]));
  const loose = resourcesInIodef(unreportedResources(exported));
  const events = [
    ...(loose.systems.length + loose.others.length === 0
      ? []
      : [withoutEmpty({ ...restriction, System: loose.systems, AdditionalData: loose.others })]),
    ...reports.map((report) => eventOf(report, restriction)),
  ];
  const history = timeline.map((entry): HistoryItem => ({
    action: actionOf(entry.type),
    DateTime: entry.at,
    Description: [entryWords(entry, operators)],
  }));
  return {
    purpose: 'reporting',
    ...statusOf(incident.state),
    ...restriction,
    IncidentID: { id: incident.number, name: publisher.host },
    ...(incident.occurredAt === null ? {} : { StartTime: incident.occurredAt }),
    ReportTime: incident.openedAt,
    GenerationTime: asOf(exported),
    Description: [titleOf(exported), incident.summary].filter((text) => text !== ''),
    Assessment: [assessmentOf(exported)],
    Contact: [
      {
        role: 'creator',
        type: 'organization',
        ContactName: [publisher.name],
        Email: [{ EmailTo: publisher.email }],
      },
      ...affected.map(contactOf),
    ],
    ...(events.length === 0 ? {} : { EventData: events }),
    ...(history.length === 0 ? {} : { History: { HistoryItem: history } }),
    AdditionalData: additionalOf(exported),
  };
}

function statusOf(state: IncidentState): Pick<IodefIncident, 'status' | 'ext-status'> {
  if (state === 'new') return { status: 'new' };
  if (state === 'closed') return { status: 'resolved' };
  if (state === 'rejected' || state === 'duplicate') return { status: 'ext-value', 'ext-status': state };
  return { status: 'in-progress' };
}

/** IODEF has three grades and no word for ours at the ends: `critical` counts as high, `info` is left out; both stand in full beside. */
const GRADES: Record<Severity, 'low' | 'medium' | 'high' | undefined> = {
  critical: 'high',
  high: 'high',
  medium: 'medium',
  low: 'low',
  info: undefined,
};

function assessmentOf({ incident: { kind, severity } }: Exported): Assessment {
  const grade = GRADES[severity];
  const type =
    kind.rsit.first === 'availability'
      ? { type: 'availability-service' }
      : { type: 'ext-value', 'ext-type': rsitTag(kind.rsit) };
  return {
    IncidentCategory: [rsitTag(kind.rsit), kind.title],
    Impact: [{ SystemImpact: { ...(grade === undefined ? {} : { severity: grade }), ...type } }],
  };
}

const HIT = ['affected', 'mitigating', 'recovered'];

/** Who has said that it is hit is a victim; silence and suspicion make nobody one. */
function contactOf({ name, tlds, state, serviceState, toldAt }: ExportedOperator): Contact {
  const victim = toldAt === null ? 'victim' : 'victim-notified';
  return {
    ...(HIT.includes(state) ? { role: victim } : { role: 'ext-value', 'ext-role': state }),
    type: 'organization',
    ContactName: [name],
    Description: [
      [...tlds.map((label) => `.${label}`), `state ${state}`, `service ${serviceState}`].join(', '),
    ],
  };
}

function eventOf(report: ExportedReport, restriction: Restricted): EventData {
  const { systems, others } = resourcesInIodef(report.resources);
  return withoutEmpty({
    ...restriction,
    Description: [`${report.number} ${report.summary}`, report.description].filter((text) => text !== ''),
    ...(report.detectedAt === null ? {} : { DetectTime: report.detectedAt }),
    ...(report.occurredAt === null ? {} : { StartTime: report.occurredAt }),
    ReportTime: report.receivedAt,
    System: systems,
    AdditionalData: [
      ...others,
      ...report.references.map((value): AdditionalData => ({ name: 'reference', dtype: 'url', value })),
      { name: 'sha256', dtype: 'string', value: report.sha256 },
      { name: 'tlp', dtype: 'string', value: `TLP:${report.tlp}` },
    ],
  });
}

/** A list in IODEF has something in it or is not there. */
function withoutEmpty(event: EventData): EventData {
  return Object.fromEntries(
    Object.entries(event).filter(([, value]) => !(Array.isArray(value) && value.length === 0)),
  ) as unknown as EventData;
}

function actionOf(type: EntryType): HistoryItem['action'] {
  if (type === 'delivery.sent' || type === 'delivery.escalated') return 'contact-target-site';
  if (type === 'incident.opened' || type === 'report.triaged' || type === 'impact.computed')
    return 'status-triage';
  return /^(report|operator|note|attachment)\.|\.acknowledged$/.test(type) ? 'status-new-info' : 'other';
}

function additionalOf(exported: Exported): AdditionalData[] {
  const { kind, severity, exercise, tlds } = exported.incident;
  return [
    { name: 'tlp', dtype: 'string', value: `TLP:${labelOf(exported)}` },
    { name: 'exercise', dtype: 'boolean', value: String(exercise) },
    { name: 'kind', dtype: 'string', value: kind.name },
    { name: 'severity', dtype: 'string', value: severity },
    ...tlds.map((value): AdditionalData => ({ name: 'tld', dtype: 'string', value })),
  ];
}
