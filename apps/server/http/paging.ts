import { z } from 'zod';
import type { PagePlace, PageRequest } from '#libs/incidents';
import type { Found, RankedPlace } from '#libs/operators';
import { instant, singleLine } from '#libs/contracts';

/** `?limit=` 1 to 200, 50 by default; `&cursor=` as the last answer gave it. */
export const pageQuery = {
  limit: z.coerce
    .number({ error: 'must be a number from 1 to 200' })
    .int()
    .min(1, 'must be a number from 1 to 200')
    .max(200, 'must be a number from 1 to 200')
    .default(50),
  cursor: z.string().max(500).optional(),
};
export const updatedSince = instant.optional();

export const cursorText = (parts: (string | number)[]) =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

function cursorParts(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}

/** Reads a cursor of ours, made of such parts; a broken one is a fault of the query. */
export const cursorOf = <S extends z.ZodType, P>(schema: S, placeOf: (parts: z.output<S>) => P) =>
  pageQuery.cursor.transform((cursor, ctx): P | undefined => {
    if (cursor === undefined) return undefined;
    const read = schema.safeParse(cursorParts(cursor));
    if (read.success) return placeOf(read.data);
    ctx.addIssue({ code: 'custom', message: 'is not a cursor of this list; begin without one' });
    return z.NEVER;
  });

export const placeCursor = cursorOf(z.tuple([z.iso.datetime(), z.uuid()]), ([at, id]): PagePlace => ({
  at: new Date(at),
  id,
}));

/** The same for lists in the order of a name. */
export const nameCursor = cursorOf(z.tuple([singleLine(1, 300)]), ([name]) => name);

/** The same for lists in the order of how well something is found, and then of a name. */
export const rankedCursor = cursorOf(
  z.tuple([z.int().min(0).max(9), singleLine(1, 300)]),
  ([rank, name]): RankedPlace => ({ rank, name }),
);

export interface Page<V> {
  items: V[];
  /** Null at the end. */
  next: string | null;
}

/** Asks for one more than is shown, to know whether there is a next page. */
export async function pageOf<T, V>(
  query: { limit: number; cursor?: PagePlace | undefined; updatedSince?: string | undefined },
  fetch: (page: PageRequest) => Promise<T[]>,
  placeOf: (item: T) => PagePlace,
  view: (item: T) => V | Promise<V>,
): Promise<Page<V>> {
  const since = query.updatedSince === undefined ? undefined : new Date(query.updatedSince);
  const found = await fetch({ limit: query.limit + 1, after: query.cursor, updatedSince: since });
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  const next = found.length > query.limit && last !== undefined ? placeOf(last) : null;
  return {
    items: await Promise.all(shown.map(view)),
    next: next === null ? null : cursorText([next.at.toISOString(), next.id]),
  };
}

export async function namedPageOf<T, V>(
  query: { limit: number; cursor?: string | undefined },
  fetch: (limit: number, after?: string) => Promise<T[]>,
  nameOf: (item: T) => string,
  view: (item: T) => V,
): Promise<Page<V>> {
  const found = await fetch(query.limit + 1, query.cursor);
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(view),
    next: found.length > query.limit && last !== undefined ? cursorText([nameOf(last)]) : null,
  };
}

export async function rankedPageOf<T, V>(
  query: { limit: number; cursor?: RankedPlace | undefined },
  fetch: (page: { limit: number; after?: RankedPlace | undefined }) => Promise<Found<T>[]>,
  nameOf: (item: T) => string,
  view: (item: T) => V,
): Promise<Page<V>> {
  const found = await fetch({ limit: query.limit + 1, after: query.cursor });
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(view),
    next: found.length > query.limit && last !== undefined ? cursorText([last.rank, nameOf(last)]) : null,
  };
}
