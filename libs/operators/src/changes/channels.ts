import type { Contact } from '../contact.entity.ts';
import type { ContactChange } from './contact-change.entity.ts';
import { newAddressOf } from './fields.ts';

/**
 * Who is asked by letter whether a change is right: the operator's other contacts; where there is none, the contact itself
 * at its present address. Never an address that the change would bring in: whoever asks for it may be the one behind it.
 * The mailbox of whoever asked comes last: a second channel is somebody else. Who takes encrypted mail alone is not asked
 * this way, for this version does not encrypt.
 */
export function secondChannels(
  change: Pick<ContactChange, 'contactId' | 'was' | 'becomes' | 'askerEmail'>,
  contacts: Contact[],
): Contact[] {
  const own = contacts.find(({ id }) => id === change.contactId)?.email.toLowerCase();
  const wanted = newAddressOf(change)?.toLowerCase();
  const askable = oncePerAddress(contacts).filter(
    ({ email, encryption }) => email.toLowerCase() !== wanted && encryption !== 'required',
  );
  const others = askable.filter(({ email }) => email.toLowerCase() !== own);
  const hasOthers = contacts.some(({ email }) => email.toLowerCase() !== own);
  const channels = hasOthers ? others : askable;
  const notTheAsker = channels.filter(({ email }) => email.toLowerCase() !== change.askerEmail.toLowerCase());
  return notTheAsker.length > 0 ? notTheAsker : channels;
}

/** A mailbox that holds two roles gets one letter; where one of them takes encrypted mail alone, so does the mailbox. */
export function oncePerAddress(contacts: Contact[]): Contact[] {
  const byAddress = new Map<string, Contact>();
  for (const contact of contacts) {
    const address = contact.email.toLowerCase();
    if (!byAddress.has(address) || contact.encryption === 'required') byAddress.set(address, contact);
  }
  return [...byAddress.values()];
}
