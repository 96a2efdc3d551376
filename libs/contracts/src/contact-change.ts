import { z } from 'zod';
import { directoryContact } from './operator.ts';
import { multiLine, singleLine } from './text.ts';

/** What happens to a contact, in past tense. */
export const CONTACT_CHANGES = ['added', 'edited', 'removed', 'key_set', 'key_removed'] as const;
export type ContactChangeKind = (typeof CONTACT_CHANGES)[number];

/** `frozen`: held while the operator is in a hijack. A confirmed one is applied at once, or as soon as it is no longer held. */
export const CONTACT_CHANGE_STATES = ['asked', 'frozen', 'applied', 'refused', 'expired'] as const;
export type ContactChangeState = (typeof CONTACT_CHANGE_STATES)[number];

/** By which a change may be confirmed: a signature by a key known before, a link mailed to another contact, a call back. */
export const CONFIRMATIONS = ['old_key', 'second_channel', 'call_back'] as const;
export type ConfirmationWay = (typeof CONFIRMATIONS)[number];

const { email, name, role, order, language, timezone, phone, encryption } = directoryContact.shape;

/** Body of `POST /api/v1/operators/{slug}/contacts`. */
export const contactAddition = directoryContact;

/** Body of `PATCH /api/v1/contacts/{id}`: what is absent stays; `null` takes a name or number away. */
export const contactEdit = z.strictObject({
  email: email.optional(),
  name: name.unwrap().nullable().optional(),
  role: role.optional(),
  order: order.unwrap().optional(),
  language: language.unwrap().optional(),
  timezone: timezone.unwrap().optional(),
  phone: phone.unwrap().nullable().optional(),
  encryption: encryption.unwrap().optional(),
});
export type ContactEdit = z.output<typeof contactEdit>;

/** Body of `PUT /api/v1/contacts/{id}/key`: one armoured public key. */
export const contactKeyBody = z.strictObject({ key: multiLine(256 * 1024) });

/** Body of `POST /api/v1/contact-changes/{id}/confirmation`: the challenge signed in clear text, or a detached signature. */
export const changeConfirmation = z.strictObject({ signature: multiLine(64 * 1024) });

const reason = singleLine(10, 1_000);

/** Body of `POST /api/v1/contact-changes/{id}/call-back`: which number was called, and how one knew who answered. */
export const changeCallBack = z.strictObject({ number: phone.unwrap(), reason });
export type ChangeCallBack = z.output<typeof changeCallBack>;

/** Body of `POST /api/v1/contact-changes/{id}/freeze-override`, and of a refusal. */
export const changeReason = z.strictObject({ reason });
