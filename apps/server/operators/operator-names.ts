import type { OperatorNameView } from '#libs/contracts';
import type { Directory } from '#libs/operators';

type NameOf = (id: string | null) => OperatorNameView | null;

/** Names of those whose ids stand in these rows, asked for at once. */
export async function operatorNames(
  directory: Directory,
  rows: { operatorId: string | null }[],
): Promise<NameOf> {
  const ids = [...new Set(rows.flatMap(({ operatorId }) => operatorId ?? []))];
  const found = ids.length === 0 ? [] : await directory.operatorsByIds(ids);
  const names = new Map(found.map(({ id, slug, name }) => [id, { slug, name }]));
  return (id) => (id === null ? null : (names.get(id) ?? null));
}
