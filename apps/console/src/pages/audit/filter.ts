import type { AuditFilter } from '../../api/audit.ts';

/** Fields of a search, as they stand in the address and go to the API. */
export const FIELDS = ['q', 'type', 'actor', 'subject', 'operator', 'network', 'since', 'until'] as const;

export const filterIn = (asked: URLSearchParams): AuditFilter =>
  Object.fromEntries(
    FIELDS.flatMap((name) => {
      const value = asked.get(name);
      return value === null || value === '' ? [] : [[name, value]];
    }),
  );

/** The same address with one field changed; an empty one is left out. */
export function withChoice(before: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(before);
  if (value === '') next.delete(name);
  else next.set(name, value);
  return next;
}

/** Of a field for date and time, which here is always UTC, and back. */
export const instantOf = (typed: string): string => (typed === '' ? '' : `${typed.slice(0, 16)}:00Z`);
export const typedOf = (instant: string | undefined): string => (instant ?? '').slice(0, 16);
