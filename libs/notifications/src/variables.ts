import type { Severity } from '#libs/contracts';
import { reasonsForOperator, tldsForOperator } from '#libs/incidents';
import type { AffectedOperator, Incident, Promises, Report } from '#libs/incidents';
import { instantInZones } from '#libs/mail';
import type { Operator } from '#libs/operators';
import { answerBy } from './answer-within.ts';
import type { Addressee } from './audience.ts';
import type { TriageRules } from '#libs/triage';
import type { MailSettings } from './settings.ts';

const SHOWN_TLDS = 40;
const SHOWN_REASONS = 5;

export interface NoticeFacts {
  incident: Incident;
  /** Under which the operator knows the incident. */
  number: string;
  kindTitle: string;
  tlp: string;
  body: string | null;
  promises: Promises;
  now: Date;
}

/**
 * What a notice to one operator says: its own TLDs and reasons alone. Nothing in it depends on who else is touched, not
 * the reporter's words either.
 */
export function noticeVariables(
  facts: NoticeFacts,
  operator: Operator | undefined,
  affected: AffectedOperator | undefined,
  addressee: Addressee,
  ackUrl: string,
  settings: MailSettings,
): Record<string, string> {
  const { incident, now } = facts;
  const labels = tldsForOperator(affected?.tlds ?? []).map(({ label }) => label);
  const severity = affected?.severity ?? incident.severity;
  return {
    incidentNumber: facts.number,
    kindTitle: facts.kindTitle,
    severity,
    tlp: facts.tlp,
    exercise: incident.exercise ? 'yes' : '',
    operatorName: operator?.name ?? addressee.recipient.name ?? '',
    tldsShort: shortList(labels),
    tldsLong: longList(labels),
    reasons: reasonLines(affected),
    since: instantInZones(
      affected === undefined
        ? (incident.occurredAt ?? incident.openedAt)
        : (affected.occurredAt ?? affected.knownSince),
      addressee.recipient.timezone,
    ),
    answerBy: instantInZones(answerBy(facts.promises, severity, now), addressee.recipient.timezone),
    body: facts.body ?? '',
    ackUrl,
    publicUrl: settings.publicUrl,
  };
}

/** `known` is the incident as its reporter knows it: `before`, whether it knew of it before this report. */
export function receiptVariables(
  report: Report,
  incident: Incident,
  known: { number: string; severity: Severity; before: boolean },
  kindTitle: string,
  timezone: string,
  settings: MailSettings,
): Record<string, string> {
  return {
    reportNumber: report.number,
    reportSummary: report.summary,
    receivedAt: instantInZones(report.receivedAt, timezone),
    sha256: report.sha256,
    incidentNumber: known.number,
    joinedNote: known.before ? ' (known already; yours was added to it)' : '',
    kindTitle,
    severity: report.severity ?? known.severity,
    tlp: report.tlp,
    exercise: incident.exercise ? 'yes' : '',
    nextStep: nextStep(known.severity, known.before),
    publicUrl: settings.publicUrl,
  };
}

function nextStep(severity: Severity, joined: boolean): string {
  if (joined) return 'people work on this incident; you will hear from us when there is news.';
  if (severity === 'critical') return 'a responder looks at it within 15 minutes, day and night.';
  if (severity === 'high') return 'a responder looks at it within one hour, day and night.';
  return severity === 'medium'
    ? 'a responder looks at it within 8 hours.'
    : 'a responder looks at it on the next working day.';
}

const dotted = (label: string) => (label === '.' ? 'the root zone' : `.${label}`);

function shortList(labels: string[]): string {
  if (labels.length === 0) return 'your services';
  if (labels.length <= 3) return labels.map(dotted).join(', ');
  return `${labels.slice(0, 2).map(dotted).join(', ')} and ${labels.length - 2} more`;
}

function longList(labels: string[]): string {
  if (labels.length === 0) return 'none named in the root zone';
  const shown = labels.slice(0, SHOWN_TLDS).map(dotted).join(', ');
  return labels.length > SHOWN_TLDS
    ? `${shown} and ${labels.length - SHOWN_TLDS} more (${labels.length} in all)`
    : shown;
}

/** Reasons from the root zone: what is public, and about the operator's own servers. */
function reasonLines(affected: AffectedOperator | undefined): string {
  const reasons = reasonsForOperator(affected?.reasons ?? []).filter(({ rule }) => rule !== 'reporter');
  const lines = reasons.slice(0, SHOWN_REASONS).map(({ text }) => `  - ${text}`);
  if (reasons.length > SHOWN_REASONS) lines.push(`  - and ${reasons.length - SHOWN_REASONS} more`);
  return lines.join('\n');
}

/** What people call a kind of incident. */
export function kindTitle(rules: TriageRules, kind: string): string {
  return rules.kinds.get(kind)?.title ?? kind;
}
