import type { TimelineActor } from '#libs/contracts';
import type { Sight } from '#libs/access';
import type { RecordEntry } from '#libs/timeline';
import type { Attachment } from './attachments/attachment.entity.ts';
import type { TlpConsent } from './consent.entity.ts';
import type { AffectedOperator, Incident, Note } from './incident.entity.ts';
import { isUnconfirmed } from './report.entity.ts';
import type { ReasonText, Report } from './report.entity.ts';

/**
 * What a caller sees of a thing: lists of what is allowed, one for the CERT's own people and one for an operator. An
 * operator never learns from them that another operator is touched: no other's words, names, counts or ids.
 */
export function reportView(report: Report) {
  return {
    id: report.id,
    number: report.number,
    state: report.state,
    channel: report.channel,
    summary: report.summary,
    description: report.description,
    kind: report.kind ?? report.claimedKind,
    severity: report.severity ?? report.claimedSeverity,
    claimed: { kind: report.claimedKind, severity: report.claimedSeverity },
    tlp: report.tlp,
    occurredAt: instant(report.occurredAt),
    detectedAt: instant(report.detectedAt),
    ongoing: report.ongoing,
    exercise: report.exercise,
    resources: report.resources,
    references: report.refs,
    nis2: report.nis2,
    operatorId: report.operatorId,
    incidentId: report.incidentId,
    receivedAt: report.receivedAt.toISOString(),
    triagedAt: instant(report.triagedAt),
    receipt: { sha256: report.sha256 },
  };
}

const PUBLIC_ORIGIN = 'public form, address proven, person unknown';

/** Triage's reasons; they speak of other incidents and of rules, so they are the CERT's. */
export const staffReportView = (report: Report) => ({
  ...reportView(report),
  reporterId: report.reporterId,
  reporter: report.reporterContact,
  origin: report.reporterContact === null ? null : PUBLIC_ORIGIN,
  acceptedAt: instant(report.acceptedAt),
  awaitsAcceptance: isUnconfirmed(report) && report.state !== 'rejected',
  reasons: report.reasons,
});

/** What an operator is told of why its own report went where it went. */
export const operatorReportView = (report: Report) => ({
  ...reportView(report),
  reasons: report.state === 'joined' ? ['It was joined to an incident that is known already.'] : [],
});

export function staffIncidentView(incident: Incident) {
  return {
    id: incident.id,
    number: incident.number,
    state: incident.state,
    title: incident.title,
    summary: incident.summary,
    kind: incident.kind,
    severity: incident.severity,
    tlp: incident.tlp,
    exercise: incident.exercise,
    confirmed: incident.confirmed,
    reasons: incident.reasons,
    resources: incident.resources,
    tlds: incident.tlds,
    assignee: incident.assigneeId,
    mergedInto: incident.mergedIntoId,
    occurredAt: instant(incident.occurredAt),
    openedAt: incident.openedAt.toISOString(),
    lastReportAt: incident.lastReportAt.toISOString(),
    firstClosedAt: instant(incident.firstClosedAt),
    closedAt: instant(incident.closedAt),
    updatedAt: incident.updatedAt.toISOString(),
    version: incident.version,
  };
}

/** `own` is the operator's entry in the incident, `reports` its own reports: the title is theirs or says the kind alone. */
export function operatorIncidentView(
  incident: Incident,
  kindTitle: string,
  own: AffectedOperator | undefined,
  reports: Report[],
) {
  const labels = own?.tlds.map(({ label }) => label) ?? [];
  const [first] = reports;
  return {
    id: incident.id,
    number: incident.number,
    state: incident.state,
    title:
      first?.summary ??
      `${kindTitle}${
        labels.length > 0
          ? `: ${labels
              .map((label) => `.${label}`)
              .slice(0, 5)
              .join(', ')}`
          : ''
      }`,
    kind: incident.kind,
    severity: incident.severity,
    tlp: incident.tlp,
    exercise: incident.exercise,
    reasons: reasonsForOperator(own?.reasons ?? []),
    tlds: labels,
    openedAt: incident.openedAt.toISOString(),
    closedAt: instant(incident.closedAt),
    affected: own === undefined ? null : operatorAffectedView(own),
    version: own?.version ?? 0,
  };
}

export function affectedView(affected: AffectedOperator) {
  return {
    operatorId: affected.operatorId,
    state: affected.state,
    serviceState: affected.serviceState,
    tlds: affected.tlds,
    reasons: affected.reasons,
    toldAt: instant(affected.toldAt),
    answeredAt: instant(affected.answeredAt),
    stateChangedAt: affected.stateChangedAt.toISOString(),
    version: affected.version,
  };
}

/** An operator's own entry, as it sees it. */
export const operatorAffectedView = (affected: AffectedOperator) => ({
  ...affectedView(affected),
  reasons: reasonsForOperator(affected.reasons),
});

/**
 * Why an operator is in the set, in words that it may read: about its own servers and its own report. Which other TLD it
 * depends on is left out, and so are the words of a responder.
 */
export function reasonsForOperator(reasons: ReasonText[]): ReasonText[] {
  const own = reasons.filter(({ rule }) => rule === 'impact' || rule === 'reporter');
  return reasons.some(({ rule }) => rule === 'dependency') ? [...own, DEPENDENCY] : own;
}

const DEPENDENCY: ReasonText = {
  rule: 'dependency',
  text: 'a name server of yours has its name under another TLD that is in trouble',
};

export function consentView(consent: TlpConsent) {
  return {
    id: consent.id,
    reportId: consent.reportId,
    incidentId: consent.incidentId,
    from: consent.fromLabel,
    to: consent.toLabel,
    how: consent.how,
    statement: consent.statement,
    reason: consent.reason,
    givenBy: consent.givenBy,
    at: consent.createdAt.toISOString(),
  };
}

export function noteView(note: Note) {
  return {
    id: note.id,
    incidentId: note.incidentId,
    authorId: note.authorId,
    operatorId: note.operatorId,
    body: note.body,
    createdAt: note.createdAt.toISOString(),
  };
}

export function attachmentView(attachment: Attachment) {
  return {
    id: attachment.id,
    incidentId: attachment.incidentId,
    authorId: attachment.authorId,
    operatorId: attachment.operatorId,
    name: attachment.name,
    bytes: attachment.bytes,
    sha256: attachment.sha256.toString('hex'),
    createdAt: attachment.createdAt.toISOString(),
  };
}

/** Entries that concern everybody in an incident and tell of nobody. */
const FOR_ALL = new Set(['incident.opened', 'incident.state_changed']);
/** What of an entry's data an operator sees. */
const OPERATOR_DATA = [
  'from',
  'to',
  'number',
  'state',
  'reportId',
  'reportNumber',
  'channel',
  'sha256',
  'deliveryId',
  'response',
  'noteId',
  'attachmentId',
  'bytes',
  'answer',
  // What is recorded in a source's name, that source sees.
  'how',
  'statement',
];

/**
 * The timeline as one sees it. For an operator: what concerns all, and what concerns itself, numbered anew and without
 * hashes, for both would tell how much is left out.
 */
export function timelineView(sight: Sight, entries: RecordEntry[]) {
  if (sight.all)
    return entries.map(({ salt: _salt, stream: _stream, streamId: _id, prev: _prev, ...shown }) => shown);
  return entries
    .filter(
      ({ type, data }) =>
        FOR_ALL.has(type) || (sight.operatorId !== null && data['operatorId'] === sight.operatorId),
    )
    .map(({ at, recordedAt, actor, type, data }, index) => ({
      index,
      at,
      recordedAt,
      actor: actorForOperators(actor),
      type,
      data: Object.fromEntries(OPERATOR_DATA.flatMap((name) => (name in data ? [[name, data[name]]] : []))),
    }));
}

const actorForOperators = (actor: TimelineActor) =>
  actor.kind === 'operator' || actor.kind === 'contact'
    ? { kind: actor.kind, name: actor.name }
    : { kind: 'system', name: 'DNS-CERT' };

const instant = (at: Date | null) => at?.toISOString() ?? null;
