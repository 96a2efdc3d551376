import type { DirectoryOperator } from '#libs/contracts';
import { contradictions } from './contradictions.ts';
import { csvEntries } from './csv.ts';
import { readEntry } from './entry.ts';
import { jsonEntries } from './json.ts';
import type { DirectoryFault, DirectoryReading } from './reading.ts';
import { directoryText } from './text.ts';

const LONGEST = 300;

/**
 * Reads a directory file, JSON or CSV: by the ending of `name`, else by its first character. All faults are told at once,
 * in the order of the file; nothing is thrown.
 *
 * @param bytes UTF-8, with or without byte order mark, at most 64 MiB
 */
export function readDirectory(bytes: Buffer, name: string): DirectoryReading {
  const read = directoryText(bytes);
  if ('faults' in read) return { operators: [], faults: read.faults };
  const { entries, faults } = isJson(read.text, name) ? jsonEntries(read.text) : csvEntries(read.text);
  const against = contradictions(entries);
  const operators: DirectoryOperator[] = [];
  for (const entry of entries) {
    const { operator, faults: own } = readEntry(entry);
    for (const fault of [...own, ...(against.get(entry) ?? [])]) faults.push(fault);
    if (operator !== undefined) operators.push(operator);
  }
  const faulty = new Set(faults.map((fault) => fault.slug));
  return {
    operators: operators.filter(({ slug }) => !faulty.has(slug)),
    faults: inOrderOfFile(faults.map(printable)),
  };
}

function isJson(text: string, name: string): boolean {
  if (/\.json$/i.test(name)) return true;
  return !/\.csv$/i.test(name) && /^\s*[{[]/.test(text);
}

function inOrderOfFile(faults: DirectoryFault[]): DirectoryFault[] {
  const { compare } = new Intl.Collator('en', { numeric: true });
  return faults.sort((a, b) => compare(a.where, b.where));
}

/** Faults repeat pieces of the file, and go to terminals and logs. */
function printable({ where, slug, message }: DirectoryFault): DirectoryFault {
  return {
    where: plain(where),
    ...(slug === undefined ? {} : { slug: plain(slug) }),
    message: plain(message),
  };
}

function plain(text: string): string {
  return text.slice(0, LONGEST).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
}
