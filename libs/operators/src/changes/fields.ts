import type { ContactRole, EncryptionPolicy } from '#libs/contracts';
import type { ContactKey } from '#libs/mail';
import type { Contact } from '../contact.entity.ts';
import { factsOf, keyFactsOf } from '../key-facts.ts';

/** What can change of a contact. */
export interface ContactFields {
  email: string;
  name: string | null;
  role: ContactRole;
  order: number;
  language: string;
  timezone: string;
  phone: string | null;
  encryption: EncryptionPolicy;
  keyFingerprint: string | null;
  keyArmored: string | null;
}

/** In which words and which order people read them; armour is for programs. */
export const FIELD_LABELS = {
  email: 'address',
  role: 'role',
  order: 'order of call',
  phone: 'phone',
  encryption: 'encryption',
  keyFingerprint: 'key',
  name: 'name',
  language: 'language',
  timezone: 'time zone',
} as const;
type Shown = keyof typeof FIELD_LABELS;
const SHOWN = Object.keys(FIELD_LABELS) as Shown[];

/** Of these nothing depends but how a mail reads. Every other field moves mail, calls or trust. */
const HARMLESS: ReadonlySet<string> = new Set(['name', 'language', 'timezone']);

export const isHarmless = (changed: Partial<ContactFields>): boolean =>
  Object.keys(changed).every((field) => HARMLESS.has(field));

export const fieldsOf = (contact: Contact): ContactFields => ({
  email: contact.email,
  name: contact.name,
  role: contact.role,
  order: contact.callOrder,
  language: contact.language,
  timezone: contact.timezone,
  phone: contact.phone,
  encryption: contact.encryption,
  keyFingerprint: contact.keyFingerprint,
  keyArmored: contact.keyArmored,
});

/** As columns of the table; a key brings what follows from it, which takes some ms where it was not read before. */
export async function columnsOf(
  { order, ...fields }: Partial<ContactFields>,
  read?: ReadonlyMap<string, ContactKey>,
): Promise<Partial<Contact>> {
  const { keyArmored: armored } = fields;
  const key = read?.get(armored ?? '');
  return {
    ...fields,
    ...(order === undefined ? {} : { callOrder: order }),
    ...(armored === undefined ? {} : key === undefined ? await keyFactsOf(armored) : factsOf(key)),
  };
}

/** The fields of `wanted` that `present` has otherwise, as they are and as they are to be. */
export function differenceOf(
  present: ContactFields,
  wanted: { [F in keyof ContactFields]?: ContactFields[F] | undefined },
): { was: Partial<ContactFields>; becomes: Partial<ContactFields> } {
  const changed = (Object.keys(wanted) as (keyof ContactFields)[]).filter(
    (field) => wanted[field] !== undefined && wanted[field] !== present[field],
  );
  const pick = (from: typeof wanted) => Object.fromEntries(changed.map((field) => [field, from[field]]));
  return { was: pick(present), becomes: pick(wanted) };
}

/** Does the contact still have what a change set out from? */
export const isStill = (present: ContactFields, was: Partial<ContactFields>): boolean =>
  (Object.keys(was) as (keyof ContactFields)[]).every((field) => present[field] === was[field]);

/** One line a field: `address: old@a.example -> new@a.example`. */
export function changeLines(was: Partial<ContactFields>, becomes: Partial<ContactFields>): string[] {
  const word = (fields: Partial<ContactFields>, field: Shown) => String(fields[field] ?? 'none');
  return SHOWN.filter((field) => word(was, field) !== word(becomes, field)).map(
    (field) => `${FIELD_LABELS[field]}: ${word(was, field)} -> ${word(becomes, field)}`,
  );
}

/** The address that a change would bring in, if any. */
export const newAddressOf = (change: {
  was: Partial<ContactFields>;
  becomes: Partial<ContactFields>;
}): string | undefined => (change.becomes.email === change.was.email ? undefined : change.becomes.email);

/** Without armour: for views, the audit and digests that people compare. */
export const withoutArmour = ({
  keyArmored: _armour,
  ...fields
}: Partial<ContactFields>): Partial<ContactFields> => fields;
