import type { FactStated, TimelineEntryView } from '#libs/contracts';
import { instantKept, instantOf, wallTimeOf } from '../../ui/wall-time.ts';
import type { WallTime } from '../../ui/wall-time.ts';

/** A fact as it is typed. Without `to` it was one moment, or goes on; without `observed` it was seen as it happened. */
export interface FactDraft {
  what: string;
  from: WallTime;
  to: WallTime;
  uncertain: boolean;
  observed: WallTime;
}
export type FactField = 'what' | 'from' | 'to' | 'observed';
export type FactFaultWord = 'missing' | 'turned' | 'before' | 'ahead';

export const noFact = (zone: string): FactDraft => ({
  what: '',
  from: wallTimeOf(null, zone),
  to: wallTimeOf(null, zone),
  uncertain: false,
  observed: wallTimeOf(null, zone),
});

/** What was stated, to be corrected. */
export const factAgain = (stated: TimelineEntryView, zone: string): FactDraft => ({
  what: whatOf(stated),
  from: wallTimeOf(stated.at, zone),
  to: wallTimeOf(stated.until ?? null, zone),
  uncertain: stated.uncertain === true,
  observed: wallTimeOf(stated.observedAt ?? null, zone),
});

export const whatOf = ({ data }: TimelineEntryView): string =>
  typeof data['what'] === 'string' ? data['what'] : '';

/** What is wrong of it before the service sees it, field by field. `now` in ms. */
export function factFaults(draft: FactDraft, now: number): Partial<Record<FactField, FactFaultWord>> {
  const [from, to, observed] = [draft.from, draft.to, draft.observed].map(instantOf);
  const observedFault = observedFaultOf(from ?? null, observed ?? null, draft.uncertain, now);
  return {
    ...(draft.what.trim() === '' ? { what: 'missing' } : {}),
    ...(from === null ? { from: 'missing' } : {}),
    ...(from && to && to < from ? { to: 'turned' } : {}),
    ...(observedFault === null ? {} : { observed: observedFault }),
  };
}

/** Whoever is not sure of the times may well have seen it before the one that they give. */
function observedFaultOf(
  from: string | null,
  observed: string | null,
  isUncertain: boolean,
  now: number,
): FactFaultWord | null {
  if (observed === null) return null;
  if (Date.parse(observed) > now) return 'ahead';
  return from !== null && observed < from && !isUncertain ? 'before' : null;
}

/** Null while there is no `from`. Instants that were not touched keep their seconds. */
export function factOf(draft: FactDraft, corrected: TimelineEntryView | null): FactStated | null {
  const from = instantKept(draft.from, corrected?.at ?? null);
  const to = instantKept(draft.to, corrected?.until ?? null);
  const observedAt = instantKept(draft.observed, corrected?.observedAt ?? null);
  if (from === null) return null;
  return {
    what: draft.what.trim(),
    from,
    ...(to === null ? {} : { to }),
    uncertain: draft.uncertain,
    ...(observedAt === null ? {} : { observedAt }),
    ...(corrected === null ? {} : { corrects: corrected.index }),
  };
}
