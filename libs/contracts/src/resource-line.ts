import { resource, RESOURCE_TYPES } from './resource.ts';
import type { ResourceType } from './resource.ts';

/** What stands behind its type is checked later, with the rest of the report. */
export interface ResourceLine {
  type: ResourceType;
  value: string;
}

/** The first that takes a bare value is what it is. `asn` asks for its letters: a number alone may be anything. */
const GUESSES: [ResourceType, RegExp][] = [
  ['url', /^https?:\/\//i],
  ['ip', /^[\d.]+$|:/],
  ['prefix', /\//],
  ['asn', /^AS\d/i],
  ['ds', /^\d+\s+\d+\s+\d+\s/],
  ['nameserver', /^(?:[a-z]\.)?(?:ns|dns)[\w-]*\../i],
  ['tld', /^\.?[^.\s\d]+$|^\.$/],
  ['domain', /\./],
];

/**
 * Reads a line as a person writes it: `type value`, or a bare value whose type is guessed (`.nz`, `ns1.dns.net.nz`,
 * `192.0.2.1`, `AS64496`). What nothing fits is `other`, so that no word is lost.
 */
export function resourceOfLine(line: string): ResourceLine {
  const text = line.trim();
  const [, first = '', rest = ''] = /^(\S+)\s+(\S.*)$/.exec(text) ?? [];
  const named = RESOURCE_TYPES.find((type) => type === first.toLowerCase().replace(/:$/, ''));
  if (named !== undefined) return { type: named, value: rest };
  const guess = GUESSES.find(
    ([type, looks]) => looks.test(text) && resource.safeParse({ type, value: text }).success,
  );
  return { type: guess?.[0] ?? 'other', value: text };
}

/** One resource a line; empty lines say nothing. */
export const resourcesOfLines = (text: string): ResourceLine[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(resourceOfLine);
