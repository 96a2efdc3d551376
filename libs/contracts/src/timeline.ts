/** Who did it. `system` is the service itself, with the rule or job that acted. */
export interface TimelineActor {
  kind: 'user' | 'operator' | 'contact' | 'system';
  id?: string;
  name: string;
}

/** What can happen, in past tense; `data` of each holds `from` and `to` wherever a state changed. */
export const ENTRY_TYPES = [
  'report.received',
  'report.proven',
  'report.accepted',
  'report.triaged',
  'report.joined',
  'report.rejected',
  'report.quarantined',
  'report.taken_up_again',
  'report.moved',
  'report.tlp_consented',
  'incident.opened',
  'incident.state_changed',
  'incident.edited',
  'incident.tlp_lowered',
  'incident.assigned',
  'incident.merged',
  'incident.split',
  'impact.computed',
  'operator.added',
  'operator.impact_changed',
  'operator.state_changed',
  'note.added',
  'attachment.added',
  'notification.proposed',
  'notification.approved',
  'notification.rejected',
  'notification.expired',
  'notification.queued',
  'delivery.sent',
  'delivery.delayed',
  'delivery.bounced',
  'delivery.failed',
  'delivery.taken_up_again',
  'delivery.withheld',
  'delivery.acknowledged',
  'delivery.escalated',
  'mail.received',
  'advisory.linked',
  'advisory.unlinked',
  'advisory.asked',
  'advisory.published',
  'advisory.withdrawn',
  'fact.stated',
  'entry.erased',
  'awareness.set',
  'awareness.corrected',
  'filing.noted',
  'outage.noted',
  'outage.withdrawn',
  'embargo.set',
  'embargo.lifted',
  'deadline.missed',
  'deadline.reached',
  'deadline.acknowledged',
  'deadline.escalated',
  'deadline.nobody_told',
  'call.made',
] as const;
export type EntryType = (typeof ENTRY_TYPES)[number];

/**
 * What of an entry's data the operator sees whom it concerns (`operatorId`). Each entry keeps this list as it was when it was
 * written, so names may be added here.
 */
export const SHARED_DATA: readonly string[] = [
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
  'serviceFrom',
  'serviceTo',
  // What is recorded in a source's name, that source sees.
  'how',
  'statement',
  'what',
  'operatorId',
];
