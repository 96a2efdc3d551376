import type {
  AffectedView,
  AttachmentView,
  ConsentView,
  NamedAffectedView,
  NoteView,
  StaffNoteView,
  OperatorIncidentView,
  OperatorReportView,
  ReportView,
  StaffIncidentView,
  StaffReportView,
  TimelineActor,
  TimelineEntryView,
} from '#libs/contracts';
import { SHARED_DATA } from '#libs/contracts';
import type { Operator } from '#libs/operators';
import type { RecordEntry } from '#libs/timeline';
import type { Attachment } from './attachments/attachment.entity.ts';
import type { CaseStretch, OperatorCase } from './cases.service.ts';
import type { TlpConsent } from './consent.entity.ts';
import type { AuthoredNote } from './authored-notes.ts';
import type { AffectedOperator, Incident, Note } from './incident.entity.ts';
import { reasonsForOperator, tldsForOperator, TYPES_SHOWN_TO_ALL } from './own-facts.ts';
import { isUnconfirmed } from './report.entity.ts';
import type { Report } from './report.entity.ts';

/**
 * What a caller sees of a thing: lists of what is allowed, one for the CERT's own people and one for an operator. An
 * operator never learns from them that another operator is touched: no other's words, names, counts or ids.
 */
export function reportView(report: Report): ReportView {
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

/** Of a source without an account, by what is known of it; null for all others. */
function originOf({ reporterContact, operatorId, channel }: Report): string | null {
  if (reporterContact === null) return null;
  if (operatorId !== null) return 'mail, signed with the key of a contact of the operator';
  return channel === 'mail'
    ? 'mail, address proven, person unknown'
    : 'public form, address proven, person unknown';
}

/** Triage's reasons; they speak of other incidents and of rules, so they are the CERT's. */
export const staffReportView = (report: Report): StaffReportView => ({
  ...reportView(report),
  reporterId: report.reporterId,
  reporter: report.reporterContact,
  origin: originOf(report),
  acceptedAt: instant(report.acceptedAt),
  awaitsAcceptance: isUnconfirmed(report) && report.state !== 'rejected',
  reasons: report.reasons,
});

/**
 * What an operator is told of why its own report went where it went. The report comes as it is shown to it: `joined` is
 * told where it knew of the incident before.
 */
export const operatorReportView = (report: Report): OperatorReportView => ({
  ...reportView(report),
  reasons: report.state === 'joined' ? ['It was joined to an incident that is known already.'] : [],
});

export function staffIncidentView(incident: Incident): StaffIncidentView {
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

/** `reports` are the operator's own: the title is theirs or says the kind alone. All but the state of our work is its own. */
export function operatorIncidentView(
  { id, number, incident, own }: OperatorCase,
  kindTitle: string,
  reports: Report[],
): OperatorIncidentView {
  const labels = tldsForOperator(own.tlds).map(({ label }) => label);
  const [first] = reports;
  return {
    id,
    number,
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
    kind: own.kind,
    severity: own.severity,
    tlp: own.tlp,
    exercise: incident.exercise,
    reasons: reasonsForOperator(own.reasons),
    tlds: labels,
    openedAt: own.knownSince.toISOString(),
    closedAt: instant(incident.closedAt),
    affected: operatorAffectedView(own),
    version: own.version,
  };
}

function affectedView(affected: AffectedOperator): AffectedView {
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

export const namedAffectedView = (
  affected: AffectedOperator,
  { slug, name }: Operator,
): NamedAffectedView => ({ ...affectedView(affected), operator: { slug, name } });

/** An operator's own entry, as it sees it. */
export const operatorAffectedView = (affected: AffectedOperator): AffectedView => ({
  ...affectedView(affected),
  tlds: tldsForOperator(affected.tlds),
  reasons: reasonsForOperator(affected.reasons),
});

export function consentView(consent: TlpConsent): ConsentView {
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

export function noteView(note: Note): NoteView {
  return {
    id: note.id,
    incidentId: note.incidentId,
    authorId: note.authorId,
    operatorId: note.operatorId,
    body: note.body,
    createdAt: note.createdAt.toISOString(),
  };
}

export const staffNoteView = ({ note, authorName, operator }: AuthoredNote): StaffNoteView => ({
  ...noteView(note),
  authorName,
  operator: operator === null ? null : { slug: operator.slug, name: operator.name },
});

export function attachmentView(attachment: Attachment): AttachmentView {
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

/** What of an entry's data an operator sees; it knows who it is. */
const OPERATOR_DATA = SHARED_DATA.filter((name) => name !== 'operatorId');

export const staffTimelineView = (entries: RecordEntry[]): TimelineEntryView[] =>
  entries.map((entry) => {
    const { index, at, recordedAt, actor, type, data, leafHash, salt } = entry;
    const erased = salt === null ? { erased: true as const } : {};
    return { index, at, recordedAt, actor, type, data, leafHash, ...timesOf(entry), ...erased };
  });

/** Times that somebody told, where they did. */
const timesOf = ({ until, uncertain, observedAt }: RecordEntry) => ({
  ...(until === null || until === undefined ? {} : { until }),
  ...(uncertain === true ? { uncertain } : {}),
  ...(observedAt === null || observedAt === undefined ? {} : { observedAt }),
});

/** @param places in the log, by index */
export const provenTimelineView = (
  entries: RecordEntry[],
  places: ReadonlyMap<number, number>,
): TimelineEntryView[] =>
  staffTimelineView(entries).map((entry) => ({
    ...entry,
    log: {
      index: places.get(entry.index) ?? null,
      proof: `/api/v1/record/proof?leafHash=${entry.leafHash ?? ''}`,
    },
  }));

/**
 * The timeline as an operator sees it: that its case began, how our work went on since, and what concerns itself, over all
 * incidents that the case went through. Numbered anew and without hashes, for both would tell how much is left out.
 */
export function operatorTimelineView(
  { number, own }: OperatorCase,
  stretches: CaseStretch[],
): TimelineEntryView[] {
  const opened = {
    at: own.knownSince.toISOString(),
    recordedAt: own.knownSince.toISOString(),
    actor: { kind: 'system' as const, name: 'DNS-CERT' },
    type: 'incident.opened' as const,
    data: { number, state: 'new' } as Record<string, unknown>,
  };
  const entries = asRecorded(stretches)
    .filter(({ entry, stretch }) => isShown(entry, own, stretch))
    .map(({ entry }) => shownEntry(entry, own.knownSince));
  const before = entries.findIndex(({ type, at }) => !(type === 'report.received' || at < opened.at));
  const place = before === -1 ? entries.length : before;
  return [...entries.slice(0, place), opened, ...entries.slice(place)].map((entry, index) => ({
    index,
    ...entry,
  }));
}

/** Each record keeps its own order. Together they go by time: something may still be written where a case has left. */
function asRecorded(stretches: CaseStretch[]): { entry: RecordEntry; stretch: CaseStretch }[] {
  return stretches
    .flatMap((stretch) => {
      let latest = '';
      return stretch.entries.map((entry) => {
        latest = entry.recordedAt > latest ? entry.recordedAt : latest;
        return { entry, stretch, latest };
      });
    })
    .sort((a, b) => (a.latest === b.latest ? 0 : a.latest < b.latest ? -1 : 1));
}

/** How we keep our own time, and whom else we call, is ours to know; also where it is about this operator. */
const OWN_CLOCKS: readonly string[] = ['awareness', 'filing', 'outage', 'embargo', 'deadline', 'call'];

/** What an operator itself told of the time before we knew that it is touched. */
const OF_BEFORE: readonly string[] = ['report.received', 'fact.stated'];

function isShown(
  { type, at, data }: RecordEntry,
  { operatorId, knownSince }: AffectedOperator,
  { cameAt, leftAt }: CaseStretch,
): boolean {
  const hasLeft = leftAt !== null && at >= leftAt.toISOString();
  if (TYPES_SHOWN_TO_ALL.includes(type))
    return (
      at > cameAt.toISOString() && !hasLeft && data['from'] !== 'duplicate' && data['to'] !== 'duplicate'
    );
  if (data['operatorId'] !== operatorId || data['unseen'] === true) return false;
  if (OWN_CLOCKS.includes(type.split('.')[0] ?? '')) return false;
  if (at < knownSince.toISOString() && !OF_BEFORE.includes(type)) return false;
  // That a report or an operator came from another incident is ours to know, and what became of it there is told there.
  if (type === 'report.moved' || data['mergedFrom'] !== undefined || data['splitFrom'] !== undefined)
    return false;
  return type !== 'operator.state_changed' || !hasLeft;
}

/** What of the record an operator can be proven: what it is shown as it was written, and nothing that it is shown otherwise. */
export const provableToOperator = ({ own }: OperatorCase, stretches: CaseStretch[]): RecordEntry[] =>
  asRecorded(stretches)
    .filter(({ entry, stretch }) => isShown(entry, own, stretch))
    .map(({ entry }) => entry)
    .filter((entry) => !began(entry, own.knownSince) && !wasSuspected(entry));

/** One that joined what others had reported began the case for this operator. */
const began = ({ type, at }: RecordEntry, knownSince: Date) =>
  type === 'report.joined' && at === knownSince.toISOString();
const wasSuspected = ({ type, data }: RecordEntry) =>
  type === 'operator.state_changed' && data['from'] === 'suspected';

function shownEntry(entry: RecordEntry, knownSince: Date) {
  const { at, recordedAt, actor, type, data } = entry;
  const isFirst = began(entry, knownSince);
  const isAdded = wasSuspected(entry);
  return {
    at,
    ...timesOf(entry),
    recordedAt: isFirst ? at : recordedAt,
    actor: actorForOperators(actor),
    type: isFirst ? ('report.triaged' as const) : isAdded ? ('operator.added' as const) : type,
    data: Object.fromEntries(
      OPERATOR_DATA.flatMap((name) =>
        name in data && !(isFirst && name === 'reportNumber') && !(isAdded && name === 'from')
          ? [[name, data[name]]]
          : [],
      ),
    ),
  };
}

const actorForOperators = (actor: TimelineActor) =>
  actor.kind === 'operator' || actor.kind === 'contact'
    ? { kind: actor.kind, name: actor.name }
    : { kind: 'system' as const, name: 'DNS-CERT' };

const instant = (at: Date | null) => at?.toISOString() ?? null;
