import type { TimelineEntryView, TimelineNamesView } from '#libs/contracts';

/** The lane of the CERT's own people and of the service. */
export const CERT = 'cert';
/** The lane of those who report without an account. */
export const PUBLIC = 'public';

/** Whose an entry is: the operator that it speaks of, else whoever did it. */
export function partyOf({ data, actor }: TimelineEntryView): string {
  const { operatorId } = data;
  if (typeof operatorId === 'string') return operatorId;
  return actor.kind === 'contact' ? PUBLIC : CERT;
}

/** Parties of a record in the order in which they come into it, the CERT first. */
export const partiesOf = (entries: readonly TimelineEntryView[]): string[] => [
  ...new Set([CERT, ...entries.map(partyOf)]),
];

/** Null for those that are no operator. */
export const operatorName = (party: string, names: TimelineNamesView): string | null =>
  names.operators[party]?.name ?? null;
