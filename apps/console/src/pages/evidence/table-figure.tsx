import type { ReactNode } from 'react';
import type { EvidenceTableView, Severity } from '#libs/contracts';
import { SEVERITIES } from '#libs/contracts';
import { Bars } from './charts/bars.tsx';
import { MonthColumns } from './charts/month-columns.tsx';
import { Spans } from './charts/spans.tsx';
import { Figure } from './figure.tsx';
import { isSeverity, rowName, valueWords } from './words-of.ts';

interface Props {
  table: EvidenceTableView;
  period: string;
  /** Where what a row counts is listed, by the row's code. */
  placeOf?: ((key: string) => string | undefined) | undefined;
  /** What this page adds to how it is read. */
  more?: string | undefined;
}

/** A table of the report, drawn as what it is: columns of months, times from half to nine in ten, or bars. */
export function TableFigure({ table, period, placeOf, more }: Props) {
  const [first, ...columns] = table.columns;
  return (
    <Figure
      id={table.id}
      title={table.title}
      note={[table.note, more].filter((text) => typeof text === 'string').join(' ')}
      first={first?.title ?? ''}
      columns={columns}
      rows={table.rows.map((row, index) => ({
        key: table.keys[index] ?? String(index),
        name: rowName(table, index),
        to: placeOf?.(table.keys[index] ?? ''),
        values: row.slice(1),
      }))}
      chart={chartOf(table)}
      period={period}
    />
  );
}

function chartOf(table: EvidenceTableView): ReactNode {
  const drawn = table.columns.findIndex(({ id }) => id === table.drawn);
  if (drawn === -1 || table.rows.length === 0) return null;
  if (table.columns.some(({ id }) => isSeverity(id))) return <MonthColumns months={monthsOf(table)} />;
  const unit = table.columns[drawn]?.unit ?? 'count';
  const { title } = table;
  if (unit === 'seconds') {
    const spans = spansOf(table);
    return spans.length === 0 ? null : <Spans title={title} spans={spans} />;
  }
  const bars = table.rows.flatMap((row, index) => {
    const value = row[drawn];
    if (typeof value !== 'number') return [];
    return [
      {
        key: table.keys[index] ?? String(index),
        name: rowName(table, index),
        value,
        words: valueWords(unit, value),
      },
    ];
  });
  return bars.length === 0 ? null : (
    <Bars title={title} bars={bars} top={unit === 'percent' ? 100 : undefined} />
  );
}

function monthsOf({ columns, keys, rows }: EvidenceTableView) {
  const valueOf = (row: EvidenceTableView['rows'][number] | undefined, column: string) =>
    Number(row?.[columns.findIndex(({ id }) => id === column)] ?? 0);
  return keys.map((month, index) => ({
    month,
    total: valueOf(rows[index], 'incidents'),
    severities: Object.fromEntries(
      SEVERITIES.map((severity) => [severity, valueOf(rows[index], severity)]),
    ) as Record<Severity, number>,
  }));
}

function spansOf(table: EvidenceTableView) {
  const [half, slow] = ['median', 'p90'].map((id) => table.columns.findIndex((column) => column.id === id));
  return table.rows.flatMap((row, index) => {
    const [median, p90] = [row[half ?? -1], row[slow ?? -1]];
    if (typeof median !== 'number') return [];
    return [
      {
        key: table.keys[index] ?? String(index),
        name: rowName(table, index),
        median,
        p90: typeof p90 === 'number' ? p90 : null,
      },
    ];
  });
}
