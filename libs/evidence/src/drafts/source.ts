import type { DraftSentenceView, SourceEntryView } from '#libs/contracts';

/** An entry of an incident's record, as far as a draft reads it. */
export interface SourceEntry {
  index: number;
  at: string;
  type: string;
  data: Record<string, unknown>;
  leafHash: string;
}

/** What an entry names by id or code, in words. */
export interface DraftNames {
  operator: (id: string) => string;
  kind: (kind: string) => string;
  severity: (severity: string) => string;
}

export const sourceOf = ({ index, type, at, leafHash }: SourceEntry): SourceEntryView => ({
  index,
  type,
  at,
  leafHash,
});

export const sentence = (text: string, ...entries: SourceEntry[]): DraftSentenceView => ({
  text,
  sources: entries.map(sourceOf),
});

export function textIn({ data }: SourceEntry, field: string): string | null {
  const value = data[field];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function numberIn({ data }: SourceEntry, field: string): number | null {
  const value = data[field];
  return typeof value === 'number' ? value : null;
}

/** `2026-03-01 02:14 UTC`; what is no instant as it stands there. */
export function instantWords(text: string): string {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/**
 * What a report of one operator may be made of: entries about it and about our own work. Not what names or counts another, and
 * not what people wrote freely, which might.
 */
export function ofOperator(entries: readonly SourceEntry[], operatorId: string): SourceEntry[] {
  return entries
    .filter(
      ({ type, data }) =>
        data['operatorId'] === operatorId ||
        (OF_ALL.includes(type) && (data['operatorId'] === undefined || data['operatorId'] === null)),
    )
    .map((entry) =>
      entry.data['operatorId'] === operatorId || entry.data['reason'] === undefined
        ? entry
        : { ...entry, data: { ...entry.data, reason: undefined } },
    );
}

/** Entries of an incident that say the same whoever else is touched. */
const OF_ALL = ['incident.opened', 'incident.state_changed', 'advisory.published'];
