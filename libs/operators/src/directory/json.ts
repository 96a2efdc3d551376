import type { RawEntry } from './entry.ts';
import { fieldOf } from './entry.ts';
import { jsonFaultPosition } from './json-position.ts';
import type { DirectoryFault } from './reading.ts';

/** The entries of `{ "operators": [...] }`; places in it are JSON pointers. */
export function jsonEntries(text: string): { entries: RawEntry[]; faults: DirectoryFault[] } {
  const document = parsed(text);
  if ('fault' in document) return { entries: [], faults: [document.fault] };
  const operators = fieldOf(document.value, 'operators');
  const faults = unknownFields(document.value);
  if (!Array.isArray(operators))
    return {
      entries: [],
      faults: [
        ...faults,
        { where: '/operators', message: 'must be a list of operators: { "operators": [...] }' },
      ],
    };
  if (operators.length === 0) faults.push({ where: '/operators', message: 'is empty' });
  return { entries: operators.map(entryOf), faults };
}

function parsed(text: string): { value: unknown } | { fault: DirectoryFault } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { fault: { where: jsonFaultPosition(text), message: 'is no JSON from here on' } };
  }
}

function unknownFields(document: unknown): DirectoryFault[] {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return [];
  return Object.keys(document)
    .filter((field) => field !== 'operators')
    .map((field) => ({ where: pointer([field]), message: 'is not a known field' }));
}

function entryOf(raw: unknown, index: number): RawEntry {
  return { raw, places: (path) => [pointer(['operators', index, ...path])], subject: () => '' };
}

/** RFC 6901 section 3. */
function pointer(path: PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
