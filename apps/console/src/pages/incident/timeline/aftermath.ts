import type { TimelineEntryView } from '#libs/contracts';

/** What a later entry says of an earlier one. */
export interface Aftermath {
  /** Index of the fact that stands beside it now; null: it was not corrected. */
  correctedBy: number | null;
  /** Who took away what it said, when and why; null: nobody did. */
  erasure: TimelineEntryView | null;
}

const NOTHING: Aftermath = { correctedBy: null, erasure: null };

/** By index, of those of which something is said. */
export function aftermathOf(entries: readonly TimelineEntryView[]): Map<number, Aftermath> {
  const found = new Map<number, Aftermath>();
  for (const entry of entries) {
    const erased = entry.type === 'entry.erased' ? numberIn(entry.data['index']) : null;
    const corrected = correctedIn(entry);
    if (erased !== null) found.set(erased, { ...(found.get(erased) ?? NOTHING), erasure: entry });
    if (corrected !== null)
      found.set(corrected, { ...(found.get(corrected) ?? NOTHING), correctedBy: entry.index });
  }
  return found;
}

/** Index of the fact that a fact corrects; null: none. */
export function correctedIn({ type, data }: TimelineEntryView): number | null {
  const { corrects } = data;
  return type === 'fact.stated' && typeof corrects === 'object' && corrects !== null && 'index' in corrects
    ? numberIn(corrects.index)
    : null;
}

const numberIn = (value: unknown): number | null => (typeof value === 'number' ? value : null);
