import type { EvidenceReport } from './evidence-report.service.ts';

/** A cell that a spreadsheet would take for a formula is text. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * Each number of the report on a line of its own (RFC 4180): section, table, what it is of, column, unit, value. What is not
 * told is an empty value.
 */
export function evidenceCsv({ from, to, sections }: EvidenceReport): string {
  const lines: (string | number | null)[][] = [
    ['from', 'to', 'section', 'table', 'row', 'column', 'unit', 'value'],
  ];
  for (const { id: section, tables } of sections)
    for (const { id: table, columns, rows } of tables)
      for (const [name, ...values] of rows)
        for (const [index, value] of values.entries()) {
          const column = columns[index + 1];
          if (column !== undefined)
            lines.push([from, to, section, table, name ?? '', column.id, column.unit, value]);
        }
  return lines.map((line) => `${line.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
