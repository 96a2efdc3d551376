import type { HitCount, ImpactView } from '#libs/contracts';
import { csvText } from '../../ui/csv.ts';

const HEAD = ['tld', 'unicode', 'class', 'servers', 'ipv4', 'ipv6', 'operator', 'operator_name', 'reasons'];

/** The answer for a spreadsheet (RFC 4180). */
export function csvOf({ tlds, operators }: Pick<ImpactView, 'tlds' | 'operators'>): string {
  const operatorOf = new Map(operators.map((operator) => [operator.id, operator]));
  const rows = tlds.map((tld) => {
    const operator = operatorOf.get(tld.operatorId ?? '');
    return [
      tld.label,
      tld.unicode,
      tld.class,
      ratio(tld.servers),
      ratio(tld.ipv4),
      ratio(tld.ipv6),
      operator?.slug ?? '',
      operator?.name ?? '',
      tld.reasons.map(({ resource, via }) => `${resource.type} ${resource.value} (${via})`).join('; '),
    ];
  });
  return csvText([HEAD, ...rows]);
}

/** In words: a spreadsheet would take 1/6 for a date. */
const ratio = ({ hit, total }: HitCount) => `${hit} of ${total}`;
