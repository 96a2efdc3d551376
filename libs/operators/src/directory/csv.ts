import type { CsvRow } from './csv-rows.ts';
import { csvRows } from './csv-rows.ts';
import type { RawEntry } from './entry.ts';
import type { DirectoryFault } from './reading.ts';

const OPERATOR_COLUMNS = ['name', 'kind', 'country', 'tlds'];
const CONTACT_COLUMNS = ['email', 'role', 'order', 'language', 'timezone', 'encryption'];

/**
 * The entries of a CSV file with one contact a line. Lines of one slug are one operator: what they say of it must be the
 * same, or be said once and left empty on the other lines.
 */
export function csvEntries(text: string): { entries: RawEntry[]; faults: DirectoryFault[] } {
  const { rows, faults } = csvRows(text);
  const groups = bySlug(rows);
  return { entries: groups.map(entryOf), faults: [...faults, ...groups.flatMap(differences)] };
}

function bySlug(rows: CsvRow[]): Rows[] {
  const groups = new Map<string, Rows>();
  for (const row of rows) {
    // A line without slug is nobody's: it stands alone and gets its own fault.
    const key = row.cells.slug ?? `\n${row.line}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [row]);
    else known.push(row);
  }
  return [...groups.values()];
}

type Rows = [CsvRow, ...CsvRow[]];

function entryOf(rows: Rows): RawEntry {
  const said = OPERATOR_COLUMNS.flatMap((column) => {
    const cell = firstWith(rows, column)?.cells[column];
    return cell === undefined ? [] : [[column, column === 'tlds' ? cell.split(/\s+/) : cell]];
  });
  const [{ cells }] = rows;
  const slug = cells.slug === undefined ? {} : { slug: cells.slug };
  return {
    raw: { ...slug, ...Object.fromEntries(said), contacts: rows.map(contactOf) },
    places: (path) => placesOf(rows, path),
    subject: (path) => String(path[0] === 'contacts' ? (path[2] ?? '') : (path[0] ?? '')),
  };
}

function contactOf({ cells }: CsvRow): Record<string, unknown> {
  const filled = CONTACT_COLUMNS.flatMap((column) =>
    cells[column] === undefined ? [] : [[column, cells[column]]],
  );
  const contact = Object.fromEntries(filled) as Record<string, unknown>;
  // What is no number stays text, and is refused by the schema with its words.
  if (/^\d{1,6}$/.test(cells.order ?? '')) contact.order = Number(cells.order);
  return contact;
}

/** The line of the contact, or every line that says this of the operator; all of them when none does. */
function placesOf(rows: Rows, [field, index]: PropertyKey[]): [string, ...string[]] {
  const row = field === 'contacts' && typeof index === 'number' ? rows[index] : undefined;
  if (row !== undefined) return [placeOf(row)];
  const [first, ...more] = rows.filter((each) => each.cells[String(field)] !== undefined);
  return first === undefined ? placesOfAll(rows) : placesOfAll([first, ...more]);
}

function placesOfAll([first, ...more]: Rows): [string, ...string[]] {
  return [placeOf(first), ...more.map(placeOf)];
}

function placeOf(row: CsvRow): string {
  return `line ${row.line}`;
}

function differences(rows: Rows): DirectoryFault[] {
  return OPERATOR_COLUMNS.flatMap((column) => {
    const first = firstWith(rows, column);
    return rows.flatMap((row) => {
      const cell = row.cells[column];
      if (
        first === undefined ||
        cell === undefined ||
        comparable(cell) === comparable(first.cells[column] ?? '')
      )
        return [];
      const message = `${column} differs from that of line ${first.line}, which is the same operator`;
      return [{ where: placeOf(row), slug: row.cells.slug ?? '', message }];
    });
  });
}

function firstWith(rows: Rows, column: string): CsvRow | undefined {
  return rows.find((row) => row.cells[column] !== undefined);
}

/** TLDs may be told in any order, and a country in either case; two names that differ in case alone are one. */
function comparable(cell: string): string {
  return cell.toLowerCase().split(/\s+/).sort().join(' ');
}
