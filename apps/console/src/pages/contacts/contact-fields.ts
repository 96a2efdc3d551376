import type { ContactRole, ContactView, EncryptionPolicy } from '#libs/contracts';

/** A contact as the form has it: text in every field. */
export interface ContactFields {
  email: string;
  name: string;
  role: ContactRole;
  order: number;
  phone: string;
  language: string;
  timezone: string;
  encryption: EncryptionPolicy;
}

export const newContact = (timezone: string): ContactFields => ({
  email: '',
  name: '',
  role: 'noc',
  order: 1,
  phone: '',
  language: 'en',
  timezone,
  encryption: 'if_key',
});

export const fieldsOf = (contact: ContactView): ContactFields => ({
  email: contact.email,
  name: contact.name ?? '',
  role: contact.role,
  order: contact.order,
  phone: contact.phone ?? '',
  language: contact.language,
  timezone: contact.timezone,
  encryption: contact.encryption,
});

/** On these nothing depends but how a mail reads. Every other field moves mail, calls or trust, and waits for a second word. */
const HARMLESS = new Set<keyof ContactFields>(['name', 'language', 'timezone']);

type Sent = Partial<Record<keyof ContactFields, string | number | null>>;

/** The fields that were changed, as `PATCH` takes them: a name or number that was emptied is taken away. */
export function changedFields(before: ContactFields, after: ContactFields): Sent {
  const names = (Object.keys(after) as (keyof ContactFields)[]).filter(
    (name) => after[name] !== before[name],
  );
  return Object.fromEntries(
    names.map((name) => [
      name,
      after[name] === '' && (name === 'name' || name === 'phone') ? null : after[name],
    ]),
  );
}

/** A new contact as `POST` takes it: what stays empty is left out. */
export const addedFields = (fields: ContactFields): Sent =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));

/** Is it done at once? Only where the operator is not held, which the service knows. */
export const isHarmless = (changed: Sent): boolean =>
  Object.keys(changed).every((name) => HARMLESS.has(name as keyof ContactFields));

export interface Merged {
  /** What both changed, each otherwise. */
  clashes: (keyof ContactFields)[];
  /** All that either changed; where both did, what this person wrote. */
  mine: ContactFields;
  /** The same, where both did what the other wrote. */
  theirs: ContactFields;
}

/** Two edits of one contact that set out from the same. */
export function merged(base: ContactFields, written: ContactFields, present: ContactFields): Merged {
  const names = Object.keys(base) as (keyof ContactFields)[];
  const isMine = (name: keyof ContactFields) => written[name] !== base[name];
  const clashes = names.filter(
    (name) => isMine(name) && present[name] !== base[name] && present[name] !== written[name],
  );
  const pick = (wins: (name: keyof ContactFields) => boolean) =>
    Object.fromEntries(
      names.map((name) => [name, wins(name) ? written[name] : present[name]]),
    ) as unknown as ContactFields;
  return { clashes, mine: pick(isMine), theirs: pick((name) => isMine(name) && !clashes.includes(name)) };
}
