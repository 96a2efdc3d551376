import { Injectable } from '@nestjs/common';
import { groupBy } from '#libs/contracts';
import type { Sight } from '#libs/access';
import { Transactions } from '#libs/database';
import type { Cell, Figures } from './suppression.ts';
import { exact, suppressed } from './suppression.ts';

export interface MonthOfThreats extends Figures {
  /** `2026-03`, UTC, by when the incident was opened. */
  month: string;
}

interface Row {
  month: string;
  kind: string;
  severity: string;
  incidents: number;
  operators: string[];
}

/** How many incidents of which kind and severity there were, month by month. */
@Injectable()
export class Threats {
  constructor(private readonly transactions: Transactions) {}

  /**
   * The last months, the newest first: exact for the CERT's own people. For others whole months alone, each for itself, so
   * that neither a month that grows nor two windows that overlap tell of a single incident.
   */
  async byMonth(sight: Sight, months: number): Promise<MonthOfThreats[]> {
    const rows = await this.transactions.reader.query<Row[]>(
      // Duplicates are counted where they were merged into, and what a public source alone has told not at all. Whom it touched: who reported it, and who is in the set for more
      // than a suspicion and has not said no.
      `WITH month AS (SELECT (date_trunc('month', dnscert_now() AT TIME ZONE 'UTC') - make_interval(months => n)) AS begins
                        FROM generate_series($2::int, $1::int - 1 + $2::int) AS n),
            touched AS (SELECT incident_id, operator_id FROM affected_operators
                         WHERE left_at IS NULL AND state NOT IN ('suspected', 'not_affected')
                        UNION SELECT incident_id, operator_id FROM reports WHERE operator_id IS NOT NULL AND incident_id IS NOT NULL)
       SELECT to_char(m.begins, 'YYYY-MM') AS month, i.kind, i.severity, count(DISTINCT i.id)::int AS incidents,
              array_remove(array_agg(DISTINCT t.operator_id), NULL) AS operators
         FROM month m LEFT JOIN incidents i ON i.opened_at >= m.begins AT TIME ZONE 'UTC'
               AND i.opened_at < (m.begins + interval '1 month') AT TIME ZONE 'UTC'
               AND NOT i.exercise AND i.confirmed AND i.state NOT IN ('rejected', 'duplicate')
         LEFT JOIN touched t ON t.incident_id = i.id
        GROUP BY m.begins, i.kind, i.severity ORDER BY m.begins DESC, i.kind, i.severity`,
      [months, sight.all ? 0 : 1],
    );
    return [...groupBy(rows, ({ month }) => month)].map(([month, own]) => {
      const cells: Cell[] = own
        .filter(({ incidents }) => incidents > 0)
        .map(({ operators, ...cell }) => ({ ...cell, operators: new Set(operators) }));
      return { month, ...(sight.all ? exact(cells) : suppressed(cells)) };
    });
  }
}
