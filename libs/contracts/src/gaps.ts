/**
 * What is missing in the directory, so that somebody could not be told at night:
 * - `no_operator`: a delegated TLD that nobody is known to run
 * - `no_usable_contact`: no contact at all, or mail to each of them comes back
 * - `contacts_inside`: mail to all of its contacts needs the very TLD that fails, or one on the same servers
 * - `one_contact`: one mailbox alone
 * - `no_key`: no contact with a key, so nothing can be encrypted
 * - `key_expired`, `key_expiring`: a contact's key has ended, or ends within {@link KEY_WARNING_DAYS}
 * - `concentration`: one mailbox for {@link MANY_TLDS} TLDs or more
 */
export const GAPS = [
  'no_operator',
  'no_usable_contact',
  'contacts_inside',
  'one_contact',
  'no_key',
  'key_expired',
  'key_expiring',
  'concentration',
] as const;
export type Gap = (typeof GAPS)[number];

/** How long before its end a key is told of. */
export const KEY_WARNING_DAYS = 60;
/** d before the end of a key; at each its contact is told so once, by mail. */
export const KEY_WARNINGS = [KEY_WARNING_DAYS, 30, 7] as const;
/** As many TLDs behind one mailbox are worth a warning: it drowns when all of them are told at once. */
export const MANY_TLDS = 20;

/**
 * More of a gap: mail comes back or there is no contact; the TLD of the contacts fails with the operator's own (`servers`),
 * or only the names of its servers lie there, which caches and glue hide for a while (`names`).
 */
export const GAP_DETAILS = ['none', 'undeliverable', 'servers', 'names'] as const;
export type GapDetail = (typeof GAP_DETAILS)[number];
