/** Where a page of a search ended. */
export interface RankedPlace {
  rank: number;
  name: string;
}

/** Something found, and how well. */
export type Found<T> = T & { rank: number };

/**
 * The first `limit` of what is found after a place, best first and then by name. The whole directory is looked through: it is
 * small (some 1,500 TLDs), and here Unicode is folded alike whatever the database's locale.
 */
export function rankedPage<T>(
  things: T[],
  rankOf: (thing: T) => number | null,
  nameOf: (thing: T) => string,
  { limit, after }: { limit: number; after?: RankedPlace | undefined },
): Found<T>[] {
  const isAfter = (thing: Found<T>) =>
    after === undefined ||
    thing.rank > after.rank ||
    (thing.rank === after.rank && nameOf(thing) > after.name);
  return things
    .flatMap((thing) => {
      const rank = rankOf(thing);
      return rank === null ? [] : [{ ...thing, rank }];
    })
    .filter(isAfter)
    .sort((a, b) => a.rank - b.rank || (nameOf(a) < nameOf(b) ? -1 : 1))
    .slice(0, limit);
}
