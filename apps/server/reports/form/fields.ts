import { z } from 'zod';
import { resourcesOfLines } from '#libs/contracts';
import type { PointedError } from '../../http/problem.ts';

/** What was typed, as it was typed: shown again when there are faults. */
export const FIELDS = [
  'summary',
  'description',
  'about',
  'since',
  'ongoing',
  'tlp',
  'name',
  'email',
  'organisation',
  'key',
] as const;
export type Field = (typeof FIELDS)[number];
export type Typed = Record<Field, string>;

/** Faults by field; those under the empty name are of the form as a whole. */
export type FieldFaults = Partial<Record<Field | '', string[]>>;

const typed = z.object(
  Object.fromEntries(FIELDS.map((field) => [field, z.string().catch('')])) as Record<
    Field,
    z.ZodCatch<z.ZodString>
  >,
);

/** Whatever cannot be read is empty. */
export const typedOf = (body: unknown): Typed =>
  typed.parse(typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {});

/** Names that the form does not have, or that stand twice: somebody else's form, or a broken one. */
export function strangersOf(body: unknown): string[] {
  return Object.entries(Object(body ?? {}) as Record<string, unknown>)
    .filter(([name, value]) => !(FIELDS as readonly string[]).includes(name) || typeof value !== 'string')
    .map(([name]) => name);
}

/** The body that the API would have got; its schema judges it. */
export function bodyOf(given: Typed): unknown {
  const { summary, description, about, since, ongoing, tlp, name, email, organisation } = given;
  return {
    summary: summary.trim(),
    description,
    resources: resourcesOfLines(about),
    ...(since.trim() === '' ? {} : { occurredAt: instantText(since.trim()) }),
    ...(ongoing === '' ? {} : { ongoing: ongoing === 'yes' ? true : ongoing === 'no' ? false : ongoing }),
    ...(tlp === '' ? {} : { tlp }),
    reporter: {
      name: name.trim(),
      email: email.trim(),
      ...(organisation.trim() === '' ? {} : { organisation: organisation.trim() }),
    },
  };
}

/** A browser's `2026-03-01T02:14`, or the same by hand with a blank; in UTC where no zone is named. */
function instantText(text: string): string {
  const [, day, minutes, seconds = ':00', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)[T ]+(\d\d:\d\d)(:\d\d)?\s*(Z|UTC|[+-]\d\d:\d\d)?$/i.exec(text) ?? [];
  if (day === undefined || minutes === undefined) return text;
  return `${day}T${minutes}${seconds}${/^(Z|UTC)$/i.test(zone) ? 'Z' : zone}`;
}

/** Where a fault of that body stands in the form. */
export function faultsByField(errors: PointedError[], given: Typed): FieldFaults {
  const faults: FieldFaults = {};
  for (const { pointer, message } of errors) {
    const field = fieldOf(pointer);
    const line = lineOf(pointer, given);
    faults[field] = [...(faults[field] ?? []), line === null ? message : `"${line}": ${message}`];
  }
  return faults;
}

function fieldOf(pointer: string): Field | '' {
  const [, first = '', second = ''] = pointer.split('/');
  if (first === 'reporter') return FIELDS.find((field) => field === second) ?? '';
  if (first === 'resources') return 'about';
  return first === 'occurredAt' ? 'since' : (FIELDS.find((field) => field === first) ?? '');
}

/** The line that a fault of a resource is about. */
function lineOf(pointer: string, { about }: Typed): string | null {
  const index = /^\/resources\/(\d+)/.exec(pointer)?.[1];
  return index === undefined ? null : (resourcesOfLines(about)[Number(index)]?.value ?? null);
}
