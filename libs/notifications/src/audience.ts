import type { Audience } from '#libs/contracts';
import type { Contact, Operator } from '#libs/operators';
import type { MailSettings } from './settings.ts';
import { isAllowedAddress } from './settings.ts';
import type { Recipient } from './notification.entity.ts';
import { protectionOf } from './protection.ts';
import type { Labelled, Protection } from './protection.ts';

/** One who is to be told, or why not. */
export interface Addressee {
  operatorId: string | null;
  contactId: string | null;
  userId: string | null;
  recipient: Recipient;
  /** How it would go as things stand; null for a mail to somebody who is no contact. */
  protection: Protection | null;
  /** Null: it goes out. */
  withheld: string | null;
}

/** Operators that answered so need no further notice of the same. */
export const DONE_STATES = ['not_affected', 'recovered'];

/**
 * Whom to tell at an operator: everybody who is first in the order of call and whose mail does not come back. All of them
 * at once when every address bounces: better one too many than none.
 */
export function firstContacts(contacts: Contact[]): Contact[] {
  const usable = contacts.filter(({ undeliverableSince }) => undeliverableSince === null);
  if (usable.length === 0) return oncePerAddress(contacts);
  const first = Math.min(...usable.map(({ callOrder }) => callOrder));
  return oncePerAddress(usable.filter(({ callOrder }) => callOrder === first));
}

/** The next in the order of call who has not been told yet. */
export function nextContact<C extends Pick<Contact, 'email' | 'callOrder' | 'undeliverableSince'>>(
  contacts: C[],
  toldEmails: ReadonlySet<string>,
): C | null {
  const left = contacts.filter(({ email }) => !toldEmails.has(email.toLowerCase()));
  const deliverable = left.filter(({ undeliverableSince }) => undeliverableSince === null);
  return (
    [...deliverable].sort((a, b) => a.callOrder - b.callOrder || a.email.localeCompare(b.email))[0] ?? null
  );
}

/** A mailbox that holds two roles at an operator gets one mail. */
function oncePerAddress(contacts: Contact[]): Contact[] {
  return [...new Map(contacts.map((contact) => [contact.email.toLowerCase(), contact])).values()];
}

export function addresseeOf(contact: Contact, label: Labelled, settings: MailSettings, now: Date): Addressee {
  const protection = protectionOf(contact, label, now);
  return {
    operatorId: contact.operatorId,
    contactId: contact.id,
    userId: null,
    recipient: {
      email: contact.email,
      name: contact.name,
      language: contact.language,
      timezone: contact.timezone,
    },
    protection,
    withheld: whyWithheld(contact, protection, settings),
  };
}

export function addresseesOf(
  operator: Operator,
  contacts: Contact[],
  label: Labelled,
  settings: MailSettings,
  now: Date,
): Addressee[] {
  if (contacts.length > 0)
    return firstContacts(contacts).map((contact) => addresseeOf(contact, label, settings, now));
  return [
    {
      operatorId: operator.id,
      contactId: null,
      userId: null,
      recipient: { email: null, name: null, language: 'en', timezone: 'UTC' },
      protection: null,
      withheld: `${operator.name} has no contact in the directory: reach it another way.`,
    },
  ];
}

function whyWithheld({ email }: Contact, { way, why }: Protection, settings: MailSettings): string | null {
  if (!isAllowedAddress(settings, email))
    return `This installation mails addresses under ${settings.onlyDomains.join(', ')} alone.`;
  return way === 'withheld' ? why : null;
}

export function audienceName(audience: Audience): string {
  if (audience.affected === true) return 'affected operators';
  if (audience.silent === true) return 'affected operators that are silent';
  if (audience.operators !== undefined) return `operators ${audience.operators.join(', ')}`;
  return audience.reporter === true ? 'the reporter' : `lists ${(audience.lists ?? []).join(', ')}`;
}
