import { domainToUnicode } from 'node:url';
import { IsNull } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { DirectoryContact, DirectoryOperator } from '#libs/contracts';
import type { Tx } from '#libs/database';
import type { ContactKey } from '#libs/mail';
import type { Writing } from '../changes/applying.ts';
import { columnsOf, differenceOf, fieldsOf } from '../changes/fields.ts';
import type { ContactFields } from '../changes/fields.ts';
import { Contact } from '../contact.entity.ts';
import { tldKindOf } from '../tld-kind.ts';

/** What an import changed. */
export interface ImportCounts {
  operatorsAdded: number;
  operatorsUpdated: number;
  contactsAdded: number;
  contactsUpdated: number;
  tldsAssigned: number;
}

/** What one operator of the file became: its counts, and what was written of its contacts. */
export interface ImportedOperator {
  id: string;
  counts: ImportCounts;
  written: Writing[];
}

export async function importOperator(
  tx: Tx,
  given: DirectoryOperator,
  keys: ReadonlyMap<string, ContactKey>,
): Promise<ImportedOperator> {
  const [operator] = await tx.query<{ id: string; added: boolean }[]>(
    `INSERT INTO operators (id, slug, name, kind, country) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (slug) DO UPDATE SET name = EXCLUDED.name, kind = EXCLUDED.kind,
         country = COALESCE(EXCLUDED.country, operators.country), version = operators.version + 1, updated_at = dnscert_now()
     RETURNING id, xmax = 0 AS added`,
    [uuidv7(), given.slug, given.name, given.kind, given.country ?? null],
  );
  if (operator === undefined) throw new Error(`operator ${given.slug} was not written`);
  const tldsAssigned = await assignTlds(tx, operator.id, given.tlds);
  // The operator's row is locked by now: nobody else changes its contacts until we commit.
  const present = await tx.getRepository(Contact).findBy({ operatorId: operator.id, removedAt: IsNull() });
  const written: Writing[] = [];
  for (const contact of given.contacts) {
    const key = keys.get(contact.key ?? '');
    if (contact.key !== undefined && key === undefined)
      throw new Error(`the key of ${contact.email} was not read before the import`);
    const writing = writingOf(operator.id, present, contact, key);
    if (writing !== null) await write(tx, writing, keys);
    if (writing !== null) written.push(writing);
  }
  const contactsAdded = written.filter(({ what }) => what === 'added').length;
  return {
    id: operator.id,
    written,
    counts: {
      operatorsAdded: operator.added ? 1 : 0,
      operatorsUpdated: operator.added ? 0 : 1,
      contactsAdded,
      contactsUpdated: given.contacts.length - contactsAdded,
      tldsAssigned,
    },
  };
}

async function assignTlds(tx: Tx, operatorId: string, labels: string[]): Promise<number> {
  if (labels.length === 0) return 0;
  await tx.query(
    `INSERT INTO tlds (label, unicode, kind, operator_id)
     SELECT label, unicode, kind, $1 FROM unnest($2::text[], $3::text[], $4::text[]) AS t (label, unicode, kind)
       ON CONFLICT (label) DO UPDATE SET operator_id = EXCLUDED.operator_id, updated_at = dnscert_now()`,
    [operatorId, labels, labels.map((label) => domainToUnicode(label)), labels.map(tldKindOf)],
  );
  return labels.length;
}

/** What has to be written of a contact of the file; null when it is known so already. What the file leaves out stays. */
function writingOf(
  operatorId: string,
  present: Contact[],
  { key: _given, name, phone, ...given }: DirectoryContact,
  key: ContactKey | undefined,
): Writing | null {
  const known = present.find(
    ({ email, role }) => email.toLowerCase() === given.email.toLowerCase() && role === given.role,
  );
  const wanted = { ...given, name, phone, keyArmored: key?.armored, keyFingerprint: key?.fingerprint };
  if (known === undefined) {
    const becomes: ContactFields = {
      ...given,
      name: name ?? null,
      phone: phone ?? null,
      keyArmored: key?.armored ?? null,
      keyFingerprint: key?.fingerprint ?? null,
    };
    return { operatorId, contactId: uuidv7(), what: 'added', was: {}, becomes };
  }
  const { was, becomes } = differenceOf(fieldsOf(known), wanted);
  if (Object.keys(becomes).length === 0) return null;
  return { operatorId, contactId: known.id, what: 'edited', was, becomes };
}

async function write(
  tx: Tx,
  { what, operatorId, contactId, becomes }: Writing,
  keys: ReadonlyMap<string, ContactKey>,
): Promise<void> {
  const contacts = tx.getRepository(Contact);
  const columns = await columnsOf(becomes, keys);
  if (what === 'added') {
    const fields = columns as Omit<Contact, 'id' | 'operatorId'>;
    await contacts.insert({ ...fields, id: contactId, operatorId });
    return;
  }
  await contacts.update({ id: contactId }, columns);
  await tx.query('UPDATE contacts SET version = version + 1, updated_at = dnscert_now() WHERE id = $1', [
    contactId,
  ]);
}
