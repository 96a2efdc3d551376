import type { TimelineActor } from '#libs/contracts';
import type { Audit, AuditEntry } from '#libs/access';
import type { Tx } from '#libs/database';
import { Contact } from '../contact.entity.ts';
import type { ContactChange } from './contact-change.entity.ts';
import { columnsOf, fieldsOf, isStill, newAddressOf, withoutArmour } from './fields.ts';

/** What is to be written; of a change, or of an edit that needs nobody's word. */
export type Writing = Pick<ContactChange, 'operatorId' | 'contactId' | 'what' | 'was' | 'becomes'>;

/**
 * Why it cannot be written as contacts stand now, or null. The operator is held still, so what holds now holds until commit.
 * @param contacts all present ones of the operator
 */
export function obstacleTo(change: Writing, contacts: Contact[]): string | null {
  const present = contacts.find(({ id }) => id === change.contactId);
  if (change.what !== 'added' && present === undefined) return 'The contact has been removed meanwhile.';
  if (present !== undefined && !isStill(fieldsOf(present), change.was))
    return 'The contact has changed meanwhile: look at it as it is now, and ask again.';
  if (change.what === 'removed' && contacts.length === 1)
    return 'It is the last contact: an operator without one cannot be told. Add another first.';
  const email = (change.becomes.email ?? present?.email ?? '').toLowerCase();
  const role = change.becomes.role ?? present?.role;
  const twin = contacts.find(
    (contact) =>
      contact.id !== change.contactId && contact.email.toLowerCase() === email && contact.role === role,
  );
  return twin === undefined ? null : 'There is a contact with this address and role already.';
}

/** Writes it, with its entry in the audit. Ask {@link obstacleTo} before. */
export async function writeContact(
  tx: Tx,
  audit: Audit,
  change: Writing,
  by: { actor: TimelineActor; data?: Record<string, unknown> },
): Promise<void> {
  if (change.what === 'added') await add(tx, change);
  else if (change.what === 'removed') await set(tx, change, 'removed_at = dnscert_now()');
  else await edit(tx, change);
  await audit.append(tx, [changedEntry(change, by)]);
}

async function add(tx: Tx, { contactId, operatorId, becomes }: Writing): Promise<void> {
  const fields = (await columnsOf(becomes)) as Omit<Contact, 'id' | 'operatorId'>;
  await tx.getRepository(Contact).insert({ ...fields, id: contactId, operatorId });
}

async function edit(tx: Tx, change: Writing): Promise<void> {
  await tx.getRepository(Contact).update({ id: change.contactId }, await columnsOf(change.becomes));
  // What is known of the old address says nothing of the new one.
  if (newAddressOf(change) === undefined) await set(tx, change, '');
  else await set(tx, change, 'undeliverable_since = NULL, undeliverable_why = NULL');
}

async function set(tx: Tx, { contactId }: Writing, what: string): Promise<void> {
  await tx.query(
    `UPDATE contacts SET version = version + 1, updated_at = dnscert_now()${what === '' ? '' : `, ${what}`} WHERE id = $1`,
    [contactId],
  );
}

export function changedEntry(
  { what, contactId, operatorId, was, becomes }: Writing,
  { actor, data }: { actor: TimelineActor; data?: Record<string, unknown> },
): AuditEntry {
  return {
    type: what === 'key_set' || what === 'key_removed' ? 'key.changed' : 'contact.changed',
    actor,
    subject: { kind: 'contact', id: contactId },
    operatorId,
    data: { what, from: withoutArmour(was), to: withoutArmour(becomes), ...data },
  };
}
