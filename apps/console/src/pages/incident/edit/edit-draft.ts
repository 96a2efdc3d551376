import type { Severity, StaffIncidentView, Tlp } from '#libs/contracts';
import type { IncidentEdit } from '../../../api/incident.ts';

/** What can be changed by hand. */
export interface Fields {
  title: string;
  summary: string;
  kind: string;
  severity: Severity;
  tlp: Tlp;
  assignee: string | null;
}
export type FieldName = keyof Fields;
const NAMES: readonly FieldName[] = ['title', 'summary', 'kind', 'severity', 'tlp', 'assignee'];

/** An edit that is being written: where it began, what it is now. */
export interface EditDraft {
  version: number;
  base: Fields;
  fields: Fields;
  reason: string;
}

export const fieldsOf = ({ title, summary, kind, severity, tlp, assignee }: StaffIncidentView): Fields => ({
  title,
  summary,
  kind,
  severity,
  tlp,
  assignee,
});

export const draftOf = (incident: StaffIncidentView): EditDraft => ({
  version: incident.version,
  base: fieldsOf(incident),
  fields: fieldsOf(incident),
  reason: '',
});

const differing = (a: Fields, b: Fields): FieldName[] => NAMES.filter((name) => a[name] !== b[name]);

/** What this person changed. */
export const changedBy = ({ base, fields }: EditDraft): FieldName[] => differing(base, fields);

/** What somebody else changed since this edit began. */
export const changedMeanwhile = ({ base }: EditDraft, present: StaffIncidentView): FieldName[] =>
  differing(base, fieldsOf(present));

/** The body that says it; nothing where nothing was changed. */
export function editOf(draft: EditDraft): IncidentEdit | null {
  const names = changedBy(draft);
  if (names.length === 0) return null;
  const reason = draft.reason.trim();
  const changed = Object.fromEntries(names.map((name) => [name, draft.fields[name]])) as IncidentEdit;
  return { ...changed, ...(reason === '' ? {} : { reason }) };
}

/** The same edit on top of what stands now: what this person changed stays changed, all else is as the others left it. */
export function onTopOf(draft: EditDraft, present: StaffIncidentView): EditDraft {
  const base = fieldsOf(present);
  const mine = changedBy(draft);
  const kept = Object.fromEntries(mine.map((name) => [name, draft.fields[name]])) as Partial<Fields>;
  return { ...draft, version: present.version, base, fields: { ...base, ...kept } };
}

/** As {@link onTopOf}, but what somebody else changed is theirs, also where this person changed it. */
export function withTheirs(draft: EditDraft, present: StaffIncidentView): EditDraft {
  const theirs = fieldsOf(present);
  const names = changedMeanwhile(draft, present);
  const given = Object.fromEntries(names.map((name) => [name, theirs[name]])) as Partial<Fields>;
  const again = onTopOf(draft, present);
  return { ...again, fields: { ...again.fields, ...given } };
}
