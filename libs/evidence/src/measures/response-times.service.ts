import { Injectable } from '@nestjs/common';
import type { LeftOutReason, Measure, MeasuredBy, Severity } from '#libs/contracts';
import { MEASURES, OPERATOR_ANSWERS, regionOf } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { RESPONSE_TIMES } from './measures.sql.ts';

/** What of all is measured. Months as `2026-03`, both in it. */
export interface MeasuredPart {
  from: string;
  to: string;
  kind?: string | undefined;
  severity?: Severity | undefined;
  /** Id. */
  operator?: string | undefined;
  region?: string | undefined;
}

export interface Measured {
  /** How many came to their end. */
  n: number;
  /** ms; null where n is 0. */
  median: number | null;
  p90: number | null;
  open: number;
  never: number;
  /** Ids behind those that came to their end; empty where it was not asked for. */
  operators: string[];
}

export interface MeasuredTimes {
  measure: Measure;
  all: Measured;
  leftOut: { reason: LeftOutReason; count: number }[];
  groups: (Measured & { key: string; name: string })[];
}

type Row = Measured & { measure: Measure; key: string | null; name: string | null };

const NONE: Measured = { n: 0, median: null, p90: null, open: 0, never: 0, operators: [] };

/** How long things take, reckoned where the entries are. */
@Injectable()
export class ResponseTimes {
  constructor(private readonly transactions: Transactions) {}

  /** @param behind whether it is wanted which operators stand behind each figure */
  async of(part: MeasuredPart, by: MeasuredBy, behind: boolean): Promise<MeasuredTimes[]> {
    const { reader } = this.transactions;
    const countries = await reader.query<{ country: string }[]>(
      `SELECT DISTINCT COALESCE(country, '') AS country FROM operators`,
    );
    const rows = await reader.query<Row[]>(RESPONSE_TIMES, [
      OPERATOR_ANSWERS,
      `${part.from}-01T00:00:00Z`,
      monthAfter(part.to),
      part.kind ?? null,
      part.severity ?? null,
      part.operator ?? null,
      part.region ?? null,
      countries.map(({ country }) => country),
      countries.map(({ country }) => regionOf(country)),
      by,
      behind,
    ]);
    return MEASURES.map((measure) => timesOf(measure, rows));
  }
}

function timesOf(measure: Measure, rows: Row[]): MeasuredTimes {
  const own = rows.filter((row) => row.measure === measure);
  const total = own.find(({ key, name }) => key === null && name === null);
  return {
    measure,
    all: total === undefined ? NONE : figuresOf(total),
    // A row with a name and no key counts what was left out for that reason.
    leftOut: own.flatMap(({ key, name, n }) =>
      key === null && name !== null ? [{ reason: name as LeftOutReason, count: n }] : [],
    ),
    groups: own
      .flatMap((row) =>
        row.key === null ? [] : [{ key: row.key, name: row.name ?? row.key, ...figuresOf(row) }],
      )
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}

const figuresOf = ({ n, median, p90, open, never, operators }: Row): Measured => ({
  n,
  median,
  p90,
  open,
  never,
  operators,
});

/** The instant at which a month is over. */
function monthAfter(month: string): string {
  const over = new Date(`${month}-01T00:00:00Z`);
  over.setUTCMonth(over.getUTCMonth() + 1);
  return over.toISOString();
}
