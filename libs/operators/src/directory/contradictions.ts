import { tldLabel } from '#libs/contracts';
import type { RawEntry } from './entry.ts';
import { fieldOf, slugOf } from './entry.ts';
import type { DirectoryFault } from './reading.ts';

/**
 * What two places of the file say against each other: a slug twice, a TLD with two operators, a contact twice. It reads
 * entries as written, so that an entry with another fault is judged here too, and all faults come at once.
 * The later place gets the fault and names the earlier one.
 */
export function contradictions(entries: RawEntry[]): Map<RawEntry, DirectoryFault[]> {
  const seen: Seen = { slugs: new Map(), tlds: new Map() };
  return new Map(
    entries.map((entry) => [
      entry,
      [...slugTwice(entry, seen), ...tldTwice(entry, seen), ...contactTwice(entry)],
    ]),
  );
}

interface Seen {
  slugs: Map<string, string>;
  tlds: Map<string, { entry: RawEntry; where: string }>;
}

function slugTwice(entry: RawEntry, { slugs }: Seen): DirectoryFault[] {
  const { slug } = slugOf(entry.raw);
  if (slug === undefined) return [];
  const where = entry.places(['slug'])[0];
  const before = slugs.get(slug);
  slugs.set(slug, before ?? where);
  return before === undefined ? [] : [{ where, slug, message: `is the slug of ${before} too` }];
}

function tldTwice(entry: RawEntry, { tlds }: Seen): DirectoryFault[] {
  return listOf(fieldOf(entry.raw, 'tlds')).flatMap((written, index) => {
    const label = tldLabel.safeParse(written).data;
    if (label === undefined) return [];
    const where = entry.places(['tlds', index])[0];
    const before = tlds.get(label);
    tlds.set(label, before ?? { entry, where });
    return before === undefined
      ? []
      : [{ where, ...slugOf(entry.raw), message: `names the TLD ${label} again: ${ownerOf(before, entry)}` }];
  });
}

function ownerOf(before: { entry: RawEntry; where: string }, now: RawEntry): string {
  const { slug } = slugOf(before.entry.raw);
  return before.entry === now || slug === undefined
    ? `it stands at ${before.where}`
    : `${slug} has it at ${before.where}`;
}

function contactTwice(entry: RawEntry): DirectoryFault[] {
  const seen = new Map<string, string>();
  return listOf(fieldOf(entry.raw, 'contacts')).flatMap((contact, index) => {
    const [email, role] = [fieldOf(contact, 'email'), fieldOf(contact, 'role')];
    if (typeof email !== 'string' || typeof role !== 'string') return [];
    const where = entry.places(['contacts', index])[0];
    const key = `${role} ${email.toLowerCase()}`;
    const before = seen.get(key);
    seen.set(key, before ?? where);
    return before === undefined
      ? []
      : [{ where, ...slugOf(entry.raw), message: `names ${email} as ${role} again: it stands at ${before}` }];
  });
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
