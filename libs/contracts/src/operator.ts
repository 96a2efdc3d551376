import { z } from 'zod';
import { tldLabel } from './names.ts';
import { languageTag, mailAddress, multiLine, singleLine } from './text.ts';

export const OPERATOR_KINDS = ['tld_manager', 'backend', 'secondary', 'national_cert', 'other'] as const;
export type OperatorKind = (typeof OPERATOR_KINDS)[number];
export const CONTACT_ROLES = ['security', 'noc', 'admin', 'tech', 'management'] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];
export const ENCRYPTION_POLICIES = ['required', 'if_key', 'never'] as const;
export type EncryptionPolicy = (typeof ENCRYPTION_POLICIES)[number];

export const operatorSlug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be a short name of a-z, 0-9 and hyphens, at most 63 characters');

// Making a formatter is slow, and thousands of contacts share a few zones.
const knownZones = new Map<string, boolean>();

function isTimeZone(text: string): boolean {
  const known = knownZones.get(text);
  if (known !== undefined) return known;
  const isZone = formatterTakes(text);
  // Bounded: what a file calls a zone may be anything.
  if (knownZones.size < 1_000) knownZones.set(text, isZone);
  return isZone;
}

function formatterTakes(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

export const timeZone = z
  .string()
  .refine(isTimeZone, 'must be a time zone name, for example Pacific/Auckland');

/** One contact of the directory file. Without `timezone` times are written in UTC; `if_key` encrypts where a key is known. */
export const directoryContact = z.strictObject({
  email: mailAddress,
  name: singleLine(1, 200).optional(),
  role: z.enum(CONTACT_ROLES, { error: `must be one of ${CONTACT_ROLES.join(', ')}` }),
  order: z.number({ error: 'must be a whole number from 1 to 99' }).int().min(1).max(99).default(1),
  language: languageTag.default('en'),
  timezone: timeZone.default('UTC'),
  phone: z
    .string()
    .regex(/^\+?[0-9 ().-]{4,40}$/, 'must be a phone number, for example +64 4 000 0000')
    .optional(),
  encryption: z
    .enum(ENCRYPTION_POLICIES, { error: `must be one of ${ENCRYPTION_POLICIES.join(', ')}` })
    .default('if_key'),
  key: multiLine(256 * 1024).optional(),
});
export type DirectoryContact = z.output<typeof directoryContact>;

export const countryCode = z
  .string()
  .regex(/^[A-Za-z]{2}$/, 'must be an ISO 3166 code of two letters')
  .transform((text) => text.toUpperCase());

export const directoryOperator = z.strictObject({
  slug: operatorSlug,
  name: singleLine(1, 200),
  kind: z.enum(OPERATOR_KINDS, { error: `must be one of ${OPERATOR_KINDS.join(', ')}` }),
  country: countryCode.optional(),
  tlds: z.array(tldLabel).default([]),
  contacts: z.array(directoryContact).min(1, 'must have at least one contact with a usable address'),
});
export type DirectoryOperator = z.output<typeof directoryOperator>;
