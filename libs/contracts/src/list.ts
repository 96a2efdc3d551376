import { z } from 'zod';
import { tldLabel } from './names.ts';
import { severity } from './severity-field.ts';
import { countryCode, operatorSlug, timeZone } from './operator.ts';
import { languageTag, mailAddress, multiLine, singleLine } from './text.ts';
import { tlp } from './tlp-field.ts';

/** Ours, with subscribers; or somebody else's, which gets one signed mail to its address. */
export const LIST_KINDS = ['own', 'outside'] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** Who are its members: whom people add, or each operator's security contacts, else its first ones. */
export const LIST_MEMBERSHIPS = ['by_hand', 'directory'] as const;
export type ListMembership = (typeof LIST_MEMBERSHIPS)[number];

/** Whose signed mail to the list's address waits there for a person: nobody's, its members', any contact's. Staff posts in the console. */
export const LIST_POSTING = ['staff', 'members', 'signed'] as const;
export type ListPosting = (typeof LIST_POSTING)[number];

/** What a signed mail to `list+SLUG-WISH@` asks for itself. */
export const LIST_WISHES = ['subscribe', 'unsubscribe', 'key'] as const;
export type ListWish = (typeof LIST_WISHES)[number];

/** Its addresses end in the list's short name and a wish, so no name may end so itself. */
const listSlug = operatorSlug.refine(
  (slug) => !LIST_WISHES.some((wish) => slug.endsWith(`-${wish}`)),
  `must not end in -${LIST_WISHES.join(', -')}`,
);

export const LIST_STATES = ['active', 'closed'] as const;
export type ListState = (typeof LIST_STATES)[number];

/**
 * asked   waits for the press of a button behind a mailed link
 * active  gets what is posted
 * paused  its mail came back; a person has it resumed
 * left    has left by itself
 * ended   was taken out, or is no contact of the directory any more
 */
export const SUBSCRIPTION_STATES = ['asked', 'active', 'paused', 'left', 'ended'] as const;
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number];

const fields = {
  name: singleLine(1, 100),
  description: singleLine(0, 500),
  tlp: tlp.describe('The narrowest label that it may carry. An open list carries CLEAR alone.'),
  open: z.boolean().describe('Anybody may subscribe, and confirms it by a mailed link.'),
  encryptedOnly: z.boolean().describe('Who has no key gets nothing, and it is seen why.'),
  posting: z
    .enum(LIST_POSTING, { error: `must be one of ${LIST_POSTING.join(', ')}` })
    .describe('Whose signed mail to its address waits there for a person.'),
  address: mailAddress.nullable().describe('Of an outside list: where its one mail goes.'),
};

/** Body of `POST /api/v1/lists`. */
export const newList = z
  .strictObject({
    slug: listSlug,
    kind: z.enum(LIST_KINDS, { error: `must be one of ${LIST_KINDS.join(', ')}` }).default('own'),
    membership: z
      .enum(LIST_MEMBERSHIPS, { error: `must be one of ${LIST_MEMBERSHIPS.join(', ')}` })
      .default('by_hand'),
    name: fields.name,
    description: fields.description.default(''),
    tlp: fields.tlp.default('GREEN'),
    open: fields.open.default(false),
    encryptedOnly: fields.encryptedOnly.default(false),
    posting: fields.posting.default('staff'),
    address: fields.address.default(null),
  })
  .refine(({ kind, address }) => (kind === 'outside') === (address !== null), {
    path: ['address'],
    error: 'must be there for an outside list, and for no other',
  })
  .refine(({ kind, membership, open }) => !open || (kind === 'own' && membership === 'by_hand'), {
    path: ['open'],
    error: 'must be false for an outside list and for one that follows the directory',
  })
  .refine(({ kind, membership }) => kind === 'own' || membership === 'by_hand', {
    path: ['membership'],
    error: 'must be by_hand for an outside list, whose members we do not know',
  });
export type NewList = z.output<typeof newList>;

/** Body of `PATCH /api/v1/lists/{slug}`; what is absent stays. */
export const listEdit = z
  .strictObject({
    name: fields.name,
    description: fields.description,
    tlp: fields.tlp,
    open: fields.open,
    encryptedOnly: fields.encryptedOnly,
    posting: fields.posting,
    state: z.enum(LIST_STATES, { error: `must be one of ${LIST_STATES.join(', ')}` }),
  })
  .partial();
export type ListEdit = z.output<typeof listEdit>;

/** Body of `POST /api/v1/lists/{slug}/subscriptions`, by staff or by anybody who wants to join an open list. */
export const newSubscription = z.strictObject({
  email: mailAddress,
  name: singleLine(1, 200).optional(),
  language: languageTag.default('en'),
  timezone: timeZone.default('UTC'),
  key: multiLine(256 * 1024)
    .optional()
    .describe('An armoured OpenPGP key of this address; what is posted is then encrypted to it.'),
});
export type NewSubscription = z.output<typeof newSubscription>;

/** Body of `POST /api/v1/lists/{slug}/alerts`. `preview` says who would get it, and sends nothing. */
export const newAlert = z.strictObject({
  subject: singleLine(1, 150),
  body: multiLine(32 * 1024).refine((text) => text.trim() !== '', 'must not be empty'),
  tlp: tlp.describe("Never narrower than the list's; never wider than the incident's."),
  incidentId: z.uuid({ error: 'must be the id of an incident' }).optional(),
  preview: z.boolean().default(false),
});
export type NewAlert = z.output<typeof newAlert>;

/** A rule waits for another lead than made it; once it ended it posts no more. */
export const LIST_RULE_STATES = ['proposed', 'active', 'ended'] as const;
export type ListRuleState = (typeof LIST_RULE_STATES)[number];

/**
 * held         goes out by itself, unless a person stops it
 * gathering    goes out together with others, for there are too many
 * withheld     by its label, and says how
 * quarantined  could not be posted by a fault of ours
 */
export const HELD_ALERT_STATES = ['held', 'gathering', 'sent', 'stopped', 'withheld', 'quarantined'] as const;
export type HeldAlertState = (typeof HELD_ALERT_STATES)[number];

const minutes = (least: number, most: number) =>
  z
    .number({ error: `must be a whole number from ${least} to ${most}` })
    .int()
    .min(least, `must be a whole number from ${least} to ${most}`)
    .max(most, `must be a whole number from ${least} to ${most}`);

/** Body of `POST /api/v1/lists/{slug}/rules`: which incidents post themselves. */
export const newListRule = z.strictObject({
  name: singleLine(1, 100),
  kinds: z
    .array(singleLine(1, 60))
    .max(50, 'must have at most 50 entries')
    .default([])
    .describe('Absent: any.'),
  tlds: z
    .array(tldLabel)
    .max(2_000, 'must have at most 2000 entries')
    .default([])
    .describe('Of which one must be touched. Absent: any.'),
  countries: z
    .array(countryCode)
    .max(250, 'must have at most 250 entries')
    .default([])
    .describe('Of an operator that is touched. Absent: any.'),
  severity: severity.describe('The lowest.'),
  tlp: tlp.describe('The narrowest label of an incident that it posts of.'),
  holdMinutes: minutes(0, 1_440)
    .default(15)
    .describe('In which a person can stop an alert; 0: it goes at once.'),
  mostAlerts: minutes(1, 100).default(3).describe('So many go out alone in a window, the others together.'),
  windowMinutes: minutes(1, 1_440).default(60),
});
export type NewListRule = z.output<typeof newListRule>;

/** Body of `POST /api/v1/alerts/{id}/stop`. */
export const alertStop = z.strictObject({ reason: singleLine(1, 500).optional() });
