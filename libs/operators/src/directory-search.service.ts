import { Injectable } from '@nestjs/common';
import type { OperatorKind, TldKind } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { rankOf } from './search/rank.ts';
import { rankedPage } from './search/ranked-page.ts';
import type { Found, RankedPlace } from './search/ranked-page.ts';
import { wordsOf } from './search/words.ts';

/** A TLD with who runs it. */
export interface TldRow {
  label: string;
  unicode: string;
  kind: TldKind | null;
  operator_id: string | null;
  slug: string | null;
  name: string | null;
}

export interface OperatorRow {
  id: string;
  slug: string;
  name: string;
  kind: OperatorKind;
  country: string | null;
  /** A-labels, sorted. */
  labels: string[];
  /** U-labels, in the same order. */
  unicodes: string[];
}

export interface SearchPage {
  limit: number;
  after?: RankedPlace | undefined;
}

export interface TldFilter {
  q?: string | undefined;
  kind?: TldKind | undefined;
  /** Slug. */
  operator?: string | undefined;
}

export interface OperatorFilter {
  q?: string | undefined;
  kind?: OperatorKind | undefined;
  country?: string | undefined;
}

export interface Runners {
  operatorOf: Map<string, string>;
  operators: { id: string; slug: string; name: string }[];
}

const TLDS = `SELECT t.label, t.unicode, t.kind, t.operator_id, o.slug, o.name
  FROM tlds t LEFT JOIN operators o ON o.id = t.operator_id`;

/** Lists of the directory, whole or searched: who runs what. A page goes on after a place; without `q` every rank is 0. */
@Injectable()
export class DirectorySearch {
  constructor(private readonly transactions: Transactions) {}

  async tlds({ q, kind, operator }: TldFilter, page: SearchPage): Promise<Found<TldRow>[]> {
    const rows = await this.transactions.reader.query<TldRow[]>(
      `${TLDS} WHERE ($1::text IS NULL OR t.kind = $1) AND ($2::text IS NULL OR o.slug = $2)
          AND ($3::text IS NULL OR t.label > $3) ORDER BY t.label LIMIT $4`,
      [kind ?? null, operator ?? null, ...boundsOf(q, page)],
    );
    return foundIn(
      rows,
      q,
      page,
      ({ label }) => label,
      (row) => ({
        names: [row.label, row.unicode],
        beside: row.slug === null || row.name === null ? [] : [row.slug, row.name],
      }),
    );
  }

  async tld(label: string): Promise<TldRow | null> {
    const [row] = await this.transactions.reader.query<TldRow[]>(`${TLDS} WHERE t.label = $1`, [label]);
    return row ?? null;
  }

  /** Who runs these TLDs: of each label the operator, and the operators, each once, by slug. */
  async runnersOf(labels: string[]): Promise<Runners> {
    if (labels.length === 0) return { operatorOf: new Map(), operators: [] };
    const rows = await this.transactions.reader.query<
      { label: string; id: string; slug: string; name: string }[]
    >(
      `SELECT t.label, o.id, o.slug, o.name FROM tlds t JOIN operators o ON o.id = t.operator_id
        WHERE t.label = ANY($1) ORDER BY o.slug`,
      [labels],
    );
    const operators = new Map(rows.map(({ id, slug, name }) => [id, { id, slug, name }]));
    return {
      operatorOf: new Map(rows.map(({ label, id }) => [label, id])),
      operators: [...operators.values()],
    };
  }

  async operators({ q, kind, country }: OperatorFilter, page: SearchPage): Promise<Found<OperatorRow>[]> {
    const rows = await this.transactions.reader.query<OperatorRow[]>(
      `SELECT o.id, o.slug, o.name, o.kind, o.country,
              ARRAY(SELECT label FROM tlds WHERE operator_id = o.id ORDER BY label) AS labels,
              ARRAY(SELECT unicode FROM tlds WHERE operator_id = o.id ORDER BY label) AS unicodes
         FROM operators o
        WHERE ($1::text IS NULL OR o.kind = $1) AND ($2::text IS NULL OR o.country = $2)
          AND ($3::text IS NULL OR o.slug > $3) ORDER BY o.slug LIMIT $4`,
      [kind ?? null, country ?? null, ...boundsOf(q, page)],
    );
    return foundIn(
      rows,
      q,
      page,
      ({ slug }) => slug,
      (row) => ({
        names: [row.slug, ...(row.country === null ? [] : [row.country]), ...row.labels, ...row.unicodes],
        beside: [row.name],
      }),
    );
  }
}

/** For SQL: a search looks through all. */
const boundsOf = (q: string | undefined, { limit, after }: SearchPage) =>
  q === undefined ? [after?.name ?? null, limit] : [null, null];

function foundIn<T>(
  rows: T[],
  q: string | undefined,
  page: SearchPage,
  nameOf: (row: T) => string,
  searched: (row: T) => { names: string[]; beside: string[] },
): Found<T>[] {
  if (q === undefined) return rows.map((row) => ({ ...row, rank: 0 }));
  const words = wordsOf(q);
  return rankedPage(rows, (row) => rankOf(words, searched(row)), nameOf, page);
}
