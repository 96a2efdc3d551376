import type {
  DelegationFactsView,
  OperatorListView,
  OperatorNameView,
  OperatorView,
  TldDetailView,
  TldView,
} from '#libs/contracts';
import type { OperatorRow, TldRow } from './directory-search.service.ts';
import type { Operator } from './operator.entity.ts';
import { detailOf, factsOf } from './rootzone/facts.ts';
import type { ImpactIndex } from './rootzone/impact.ts';

/** How many TLDs a list names of an operator. */
const NAMED = 6;

/** @param index of the root zone that says how it is delegated; null where none was imported */
export function tldView(row: TldRow, index: ImpactIndex | null): TldView {
  return {
    label: row.label,
    unicode: row.unicode,
    kind: row.kind,
    operatorId: row.operator_id,
    operator: operatorName(row),
    delegation: delegationFacts(row.label, index),
  };
}

export function tldDetailView(row: TldRow, index: ImpactIndex | null): TldDetailView {
  const node = index?.graph.tlds.get(row.label);
  return {
    ...tldView(row, index),
    serial: index?.serial ?? null,
    ...(node === undefined ? { servers: [], ds: [], ttl: null } : detailOf(node)),
  };
}

function operatorName({ slug, name }: TldRow): OperatorNameView | null {
  return slug === null || name === null ? null : { slug, name };
}

function delegationFacts(label: string, index: ImpactIndex | null): DelegationFactsView | null {
  const node = index?.graph.tlds.get(label);
  return node === undefined ? null : factsOf(node);
}

export const operatorView = ({ id, slug, name, kind, country }: Operator | OperatorRow): OperatorView => ({
  id,
  slug,
  name,
  kind,
  country,
});

export const operatorListView = (row: OperatorRow): OperatorListView => ({
  ...operatorView(row),
  tldCount: row.unicodes.length,
  firstTlds: row.unicodes.slice(0, NAMED),
});
