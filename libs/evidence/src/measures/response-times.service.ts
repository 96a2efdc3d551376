import { Inject, Injectable } from '@nestjs/common';
import type { LeftOutReason, Measure, MeasuredBy, Severity } from '#libs/contracts';
import { MEASURES, OPERATOR_ANSWERS, regionOf } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { PROMISES } from '#libs/incidents';
import type { Promises } from '#libs/incidents';
import { RESPONSE_TIMES } from './measures.sql.ts';
import { instantsOf } from './period.ts';
import type { Period } from './period.ts';

/** What of all is measured. */
export interface MeasuredPart extends Period {
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
  /** Those of which we have promised a time, ended or not; of these, those that took longer. */
  promised: number;
  late: number;
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

const NONE: Measured = {
  n: 0,
  median: null,
  p90: null,
  open: 0,
  never: 0,
  promised: 0,
  late: 0,
  operators: [],
};

/** How long things take, reckoned where the entries are. */
@Injectable()
export class ResponseTimes {
  constructor(
    private readonly transactions: Transactions,
    @Inject(PROMISES) private readonly promises: Promises,
  ) {}

  /** @param behind whether it is wanted which operators stand behind each figure */
  async of(part: MeasuredPart, by: MeasuredBy, behind: boolean): Promise<MeasuredTimes[]> {
    const { reader } = this.transactions;
    const countries = await reader.query<{ country: string }[]>(
      `SELECT DISTINCT COALESCE(country, '') AS country FROM operators`,
    );
    const rows = await reader.query<Row[]>(RESPONSE_TIMES, [
      OPERATOR_ANSWERS,
      ...instantsOf(part),
      part.kind ?? null,
      part.severity ?? null,
      part.operator ?? null,
      part.region ?? null,
      countries.map(({ country }) => country),
      countries.map(({ country }) => regionOf(country)),
      by,
      behind,
      JSON.stringify(limitsOf(this.promises)),
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

const figuresOf = ({ measure: _measure, key: _key, name: _name, ...figures }: Row): Measured => figures;

/** What we have promised, one row a measure and severity, in ms. */
const limitsOf = (promises: Promises) =>
  Object.entries({
    triage: promises.triage,
    first_notice: promises.first_notice,
    answer: promises.answers,
  }).flatMap(([measure, limits]) =>
    Object.entries(limits).map(([severity, seconds]) => ({ measure, severity, ms: seconds * 1_000 })),
  );
