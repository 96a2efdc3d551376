import { ENGLISH_DAYS } from './tongue.ts';
import type { Tongue } from './tongue.ts';

/** Instants that we wrote ourselves. */
const TIMES = new Set([
  'answerBy',
  'appliedAt',
  'askedAt',
  'builtAt',
  'changedAt',
  'endsAt',
  'expiresAt',
  'receivedAt',
  'since',
]);
const DAY = new RegExp(`\\b(${ENGLISH_DAYS.join('|')}) (?=\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d)`, 'g');

/** The variables of a mail in another language: our own words alone; what people wrote stays as they wrote it. */
export function retell(variables: Readonly<Record<string, string>>, tongue: Tongue): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, retold(name, value, tongue)]),
  );
}

function retold(name: string, value: string, { texts, days }: Tongue): string {
  if (TIMES.has(name))
    return value.replace(
      DAY,
      (_, day: (typeof ENGLISH_DAYS)[number]) => `${days[ENGLISH_DAYS.indexOf(day)]} `,
    );
  const known = texts[name];
  if (known === undefined) return value;
  return value
    .split('\n')
    .map((line) => lineIn(known, line, texts))
    .join('\n');
}

/**
 * What stands in a place that has words of its own, such as a severity or why a key is refused, is told in them, as a whole or as
 * several that are parted by commas.
 */
function lineIn(known: Readonly<Record<string, string>>, line: string, texts: Tongue['texts']): string {
  const inPlace = (place: string, value: string): string => {
    const own = texts[place] ?? {};
    const whole = lineIn(own, value, texts);
    return whole === value
      ? value
          .split(', ')
          .map((part) => own[part] ?? part)
          .join(', ')
      : whole;
  };
  for (const [said, own] of Object.entries(known)) {
    const values = placesIn(said, line);
    if (values !== null)
      return own.replace(/\{(\w+)\}/g, (_, place: string) => inPlace(place, values[place] ?? ''));
  }
  return line;
}

/** What stands in the places of a text; null where the line is another one. */
function placesIn(said: string, line: string): Record<string, string> | null {
  if (!said.includes('{')) return said === line ? {} : null;
  const pattern = said
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 === 0 ? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : `(?<${part}>.+)`))
    .join('');
  return new RegExp(`^${pattern}$`).exec(line)?.groups ?? null;
}
