import type { Audience, Tlp } from '#libs/contracts';
import type { Relation } from '#libs/access';
import type { Contact, Operator } from '#libs/operators';
import { whyNotByMail } from './by-mail.ts';
import type { MailSettings } from './settings.ts';
import { isAllowedAddress } from './settings.ts';
import type { Recipient } from './notification.entity.ts';

/** One who is to be told, or why not. */
export interface Addressee {
  operatorId: string | null;
  contactId: string | null;
  userId: string | null;
  recipient: Recipient;
  /** Null: it goes out. */
  withheld: string | null;
}

/** What is asked of the label: under which, and what the reader is to the matter. */
export interface Labelled {
  tlp: Tlp;
  relation: Relation;
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

export function addresseeOf(contact: Contact, label: Labelled, settings: MailSettings): Addressee {
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
    withheld: whyWithheld(contact, label, settings),
  };
}

export function addresseesOf(
  operator: Operator,
  contacts: Contact[],
  label: Labelled,
  settings: MailSettings,
): Addressee[] {
  if (contacts.length > 0)
    return firstContacts(contacts).map((contact) => addresseeOf(contact, label, settings));
  return [
    {
      operatorId: operator.id,
      contactId: null,
      userId: null,
      recipient: { email: null, name: null, language: 'en', timezone: 'UTC' },
      withheld: `${operator.name} has no contact in the directory: reach it another way.`,
    },
  ];
}

/** Where encryption is required and cannot be had, nothing is sent in clear: it is withheld, and a person sees why. */
function whyWithheld(contact: Contact, { tlp, relation }: Labelled, settings: MailSettings): string | null {
  if (!isAllowedAddress(settings, contact.email)) {
    return `This installation mails addresses under ${settings.onlyDomains.join(', ')} alone.`;
  }
  const why = whyNotByMail(tlp, 'mail', relation);
  if (why !== null)
    return `${why}: ${relation === 'affected' || relation === 'client' ? 'name it as an operator of the audience, or ' : ''}tell this contact another way.`;
  if (contact.encryption === 'required') {
    return 'This contact takes encrypted mail alone, and this version signs but does not encrypt yet: tell it another way.';
  }
  return null;
}

/** In which words a preview says whether a mail would be encrypted. */
export function encryptionNote(contact: Contact | undefined): string {
  if (contact === undefined) return 'not encrypted: no contact';
  if (contact.encryption === 'never') return 'not encrypted: the contact wants clear mail';
  return contact.keyArmored === null
    ? 'not encrypted: no key is known for this contact'
    : 'not encrypted: this version signs but does not encrypt yet';
}

export function audienceName(audience: Audience): string {
  if (audience.affected === true) return 'affected operators';
  if (audience.silent === true) return 'affected operators that are silent';
  if (audience.operators !== undefined) return `operators ${audience.operators.join(', ')}`;
  return audience.reporter === true ? 'the reporter' : `lists ${(audience.lists ?? []).join(', ')}`;
}
