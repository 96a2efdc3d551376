import type { MeteredService, OutageNoted, OutageView } from '#libs/contracts';
import { tldLabel } from '../../../ui/tld-label.ts';
import { instantKept, instantOf, wallTimeOf } from '../../../ui/wall-time.ts';
import type { WallTime } from '../../../ui/wall-time.ts';

/** An outage as it is typed. Without `until` it goes on; without `learned` we learn of it at this moment. */
export interface OutageDraft {
  tlds: string[];
  service: MeteredService;
  from: WallTime;
  until: WallTime;
  learned: WallTime;
  maintenance: boolean;
  reason: string;
}
export type OutageField = 'tlds' | 'from' | 'until' | 'learned' | 'reason';
export type OutageFaultWord = 'missing' | 'turned' | 'short';

const NO_TIME = wallTimeOf(null);
/** Characters that the service wants at least. */
export const SHORTEST_REASON = 3;

export const noOutage = (tlds: string[]): OutageDraft => ({
  tlds: tlds.length === 1 ? tlds : [],
  service: 'dns',
  from: NO_TIME,
  until: NO_TIME,
  learned: NO_TIME,
  maintenance: false,
  reason: '',
});

/** What was noted, to be corrected; why it is, is new. `endedAt`, ms: it is up again since then. */
export const outageAgain = (noted: OutageView, endedAt: number | null = null): OutageDraft => ({
  tlds: [noted.tld],
  service: noted.service,
  from: wallTimeOf(noted.from),
  until: wallTimeOf(endedAt === null ? noted.until : new Date(endedAt).toISOString()),
  learned: wallTimeOf(noted.learnedAt),
  maintenance: noted.maintenance,
  reason: '',
});

/** What is wrong of it before the service sees it, field by field. */
export function outageFaults(draft: OutageDraft): Partial<Record<OutageField, OutageFaultWord>> {
  const [from, until] = [instantOf(draft.from), instantOf(draft.until)];
  return {
    ...(draft.tlds.length === 0 ? { tlds: 'missing' } : {}),
    ...(from === null ? { from: 'missing' } : {}),
    ...(from !== null && until !== null && until <= from ? { until: 'turned' } : {}),
    ...(draft.reason.trim().length < SHORTEST_REASON ? { reason: 'short' } : {}),
  };
}

/** One a TLD, for it has its own meter. Instants that were not touched keep their seconds. Null while there is no `from`. */
export function outagesOf(draft: OutageDraft, corrected: OutageView | null): OutageNoted[] | null {
  const from = instantKept(draft.from, corrected?.from ?? null);
  const until = instantKept(draft.until, corrected?.until ?? null);
  const learnedAt = instantKept(draft.learned, corrected?.learnedAt ?? null);
  if (from === null) return null;
  return draft.tlds.map((tld) => ({
    tld: tldLabel(tld),
    service: draft.service,
    from,
    ...(until === null ? {} : { until }),
    ...(learnedAt === null ? {} : { learnedAt }),
    maintenance: draft.maintenance,
    ...(corrected === null ? {} : { corrects: corrected.id }),
    reason: draft.reason.trim(),
  }));
}

/** `.shop DNS`: what it was an outage of. */
export const titleOf = ({ tld, service }: OutageView): string => `.${tld} ${service.toUpperCase()}`;

/** What goes on first, then what is over, then what was corrected or withdrawn; each by the newest word. */
export const inOrder = (outages: OutageView[]): OutageView[] =>
  [...outages].sort((a, b) => rankOf(a) - rankOf(b));
const rankOf = ({ inForce, until }: OutageView) => (inForce ? (until === null ? 0 : 1) : 2);
