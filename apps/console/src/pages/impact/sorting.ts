import type { HitCount, ImpactView } from '#libs/contracts';
import { IMPACT_CLASSES } from '#libs/contracts';

export type TouchedTld = ImpactView['tlds'][number] & { operator: { slug: string; name: string } | null };
export const SORTS = ['tld', 'class', 'servers', 'ipv4', 'ipv6', 'operator'] as const;
export type Sort = (typeof SORTS)[number];

/** The share that is hit: 1 when all is, 0 when there is nothing to hit. */
const share = ({ hit, total }: HitCount) => (total === 0 ? 0 : hit / total);

const KEYS: Record<Sort, (tld: TouchedTld) => string | number> = {
  tld: ({ unicode }) => unicode,
  class: (tld) => IMPACT_CLASSES.indexOf(tld.class),
  servers: (tld) => -share(tld.servers),
  ipv4: (tld) => -share(tld.ipv4),
  ipv6: (tld) => -share(tld.ipv6),
  // Nobody's come last.
  operator: ({ operator }) => operator?.name.toLocaleLowerCase() ?? '\uffff',
};

/** The worst first, or by name; of equals, in the order that they had. */
export function sorted(tlds: TouchedTld[], by: Sort, isReversed: boolean): TouchedTld[] {
  const key = KEYS[by];
  const inOrder = [...tlds].sort((a, b) => compare(key(a), key(b)));
  return isReversed ? inOrder.reverse() : inOrder;
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b);
  return Number(a) - Number(b);
}

export function withOperators({ tlds, operators }: ImpactView): TouchedTld[] {
  const byId = new Map(operators.map((operator) => [operator.id, operator]));
  return tlds.map((tld) => ({ ...tld, operator: byId.get(tld.operatorId ?? '') ?? null }));
}
