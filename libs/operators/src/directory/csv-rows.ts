import { CsvError, parse } from 'csv-parse/sync';
import type { DirectoryFault } from './reading.ts';

/** One line of the file; an empty cell is an absent one. */
export interface CsvRow {
  line: number;
  cells: Record<string, string>;
}

const REQUIRED = ['slug', 'name', 'kind', 'email', 'role'];
const OPTIONAL = ['country', 'tlds', 'order', 'language', 'timezone', 'encryption'];

/** The rows below the header. Each line is read by itself, so that an open quote spoils its own line and no other. */
export function csvRows(text: string): { rows: CsvRow[]; faults: DirectoryFault[] } {
  const lines = text.split('\n').map((line, index) => ({ line: index + 1, text: line.replace(/\r$/, '') }));
  const [header, ...rest] = lines.filter((line) => line.text.trim() !== '');
  const columns = cellsOf(header?.text ?? '');
  const line = header?.line ?? 1;
  if (!Array.isArray(columns))
    return { rows: [], faults: [{ where: `line ${line}`, message: columns.fault }] };
  const faults = headerFaults(columns, line);
  if (REQUIRED.some((column) => !columns.includes(column))) return { rows: [], faults };
  const rows: CsvRow[] = [];
  for (const each of rest) {
    const row = rowOf(each.text, columns);
    if ('fault' in row) faults.push({ where: `line ${each.line}`, message: row.fault });
    else rows.push({ line: each.line, cells: row });
  }
  if (rest.length === 0) faults.push({ where: 'file', message: 'has a header and no contacts' });
  return { rows, faults };
}

function headerFaults(columns: string[], line: number): DirectoryFault[] {
  const known = [...REQUIRED, ...OPTIONAL];
  const messages = [
    ...columns
      .filter((column) => !known.includes(column))
      .map((column) => `has an unknown column "${column}"`),
    ...columns
      .filter((column, index) => columns.indexOf(column) < index)
      .map((column) => `has the column "${column}" twice`),
    ...REQUIRED.filter((column) => !columns.includes(column)).map((column) => `lacks the column "${column}"`),
  ];
  return messages.map((message) => ({ where: `line ${line}`, message }));
}

function rowOf(text: string, columns: string[]): Record<string, string> | { fault: string } {
  const cells = cellsOf(text);
  if (!Array.isArray(cells)) return cells;
  if (cells.length !== columns.length)
    return { fault: `has ${cells.length} fields, the header has ${columns.length}` };
  const filled = columns.map((column, index) => [column, cells[index] ?? ''] as const);
  return Object.fromEntries(filled.filter(([, cell]) => cell !== ''));
}

function cellsOf(text: string): string[] | { fault: string } {
  // Without a quote there is nothing for a parser to do (RFC 4180 section 2).
  if (!text.includes('"')) return text.split(',').map((cell) => cell.trim());
  try {
    const [cells = []] = parse(text, { relax_column_count: true, trim: true });
    return cells;
  } catch (error) {
    if (error instanceof CsvError) return { fault: quoteFault(error) };
    throw error;
  }
}

function quoteFault(error: CsvError): string {
  return error.code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'has a quote that is not closed'
    : 'has a quote inside a field';
}
