import type { EntryType } from '#libs/contracts';

/** What sort of thing happened; a picture has a shape for each. */
export const FAMILIES = ['report', 'judgement', 'state', 'told', 'trouble', 'answer', 'note'] as const;
export type Family = (typeof FAMILIES)[number];

const BY_TYPE: Partial<Record<EntryType, Family>> = {
  'operator.state_changed': 'state',
  'operator.added': 'state',
  'incident.state_changed': 'state',
  'incident.opened': 'state',
  'note.added': 'note',
  'attachment.added': 'note',
  'fact.stated': 'note',
  'delivery.acknowledged': 'answer',
  'delivery.delayed': 'trouble',
  'delivery.bounced': 'trouble',
  'delivery.failed': 'trouble',
  'delivery.withheld': 'trouble',
  'delivery.escalated': 'trouble',
};
const BY_NOUN: Record<string, Family> = { report: 'report', notification: 'told', delivery: 'told' };

export function familyOf(type: EntryType): Family {
  const [noun = ''] = type.split('.');
  return BY_TYPE[type] ?? BY_NOUN[noun] ?? 'judgement';
}
