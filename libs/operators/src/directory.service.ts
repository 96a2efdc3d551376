import { domainToUnicode } from 'node:url';
import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { DirectoryContact, DirectoryOperator } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Groups, Transactions } from '#libs/database';
import { Contact } from './contact.entity.ts';
import { Operator } from './operator.entity.ts';
import { tldKindOf } from './tld-kind.ts';
import { Tld } from './tld.entity.ts';

/** What an import changed. */
export interface ImportCounts {
  operatorsAdded: number;
  operatorsUpdated: number;
  contactsAdded: number;
  contactsUpdated: number;
  tldsAssigned: number;
}

/** Operators, the TLDs they run, and whom to tell there. */
@Injectable()
export class Directory {
  private readonly unknownLookUps = new Groups((asked: string[][]) =>
    this.findUnknown(asked, this.transactions.reader),
  );

  constructor(private readonly transactions: Transactions) {}

  /**
   * Adds and updates in one transaction; what the file does not name stays as it is. `fingerprints` are those of the
   * contacts' keys by their armour.
   */
  async import(
    operators: DirectoryOperator[],
    fingerprints: ReadonlyMap<string, string> = new Map(),
  ): Promise<ImportCounts> {
    return this.transactions.run(async (tx) => {
      await tx.query(`SET LOCAL statement_timeout = '10min'`);
      const counts: ImportCounts = {
        operatorsAdded: 0,
        operatorsUpdated: 0,
        contactsAdded: 0,
        contactsUpdated: 0,
        tldsAssigned: 0,
      };
      for (const operator of operators) await importOperator(tx, operator, fingerprints, counts);
      return counts;
    });
  }

  /** Who runs these TLDs, by label; a label nobody runs is absent. */
  async operatorsOfTlds(
    labels: string[],
    manager: Tx = this.transactions.reader,
  ): Promise<Map<string, string>> {
    if (labels.length === 0) return new Map();
    const rows = await manager.query<{ label: string; operator_id: string }[]>(
      `SELECT label, operator_id FROM tlds WHERE label = ANY($1) AND operator_id IS NOT NULL`,
      [labels],
    );
    return new Map(rows.map(({ label, operator_id }) => [label, operator_id]));
  }

  /**
   * Which of these labels nobody knows: neither a root zone that was imported nor the directory. None where no root zone
   * was imported, for then we cannot tell.
   */
  async unknownTlds(labels: string[], tx?: Tx): Promise<Set<string>> {
    if (labels.length === 0) return new Set();
    if (tx === undefined) return this.unknownLookUps.add(labels);
    const [unknown] = await this.findUnknown([labels], tx);
    return unknown ?? new Set();
  }

  private async findUnknown(asked: string[][], manager: Tx): Promise<Set<string>[]> {
    const rows = await manager.query<{ label: string }[]>(
      `SELECT label FROM unnest($1::text[]) AS asked (label)
        WHERE EXISTS (SELECT 1 FROM root_zones) AND NOT EXISTS (SELECT 1 FROM tlds t WHERE t.label = asked.label)`,
      [[...new Set(asked.flat())]],
    );
    const unknown = new Set(rows.map(({ label }) => label));
    return asked.map((labels) => new Set(labels.filter((label) => unknown.has(label))));
  }

  async operatorsBySlugs(slugs: string[], manager: Tx = this.transactions.reader): Promise<Operator[]> {
    return manager.getRepository(Operator).findBy({ slug: In(slugs) });
  }

  async operatorsByIds(ids: string[], manager: Tx = this.transactions.reader): Promise<Operator[]> {
    return manager.getRepository(Operator).findBy({ id: In(ids) });
  }

  async operatorBySlug(slug: string): Promise<Operator | null> {
    return this.transactions.reader.getRepository(Operator).findOneBy({ slug });
  }

  async tldsOfOperators(ids: string[]): Promise<Tld[]> {
    return this.transactions.reader
      .getRepository(Tld)
      .find({ where: { operatorId: In(ids) }, order: { label: 'ASC' } });
  }

  async tld(label: string): Promise<Tld | null> {
    return this.transactions.reader.getRepository(Tld).findOneBy({ label });
  }

  /** In the order in which they are called. */
  async contactsOf(operatorIds: string[], manager: Tx = this.transactions.reader): Promise<Contact[]> {
    return manager.getRepository(Contact).find({
      where: { operatorId: In(operatorIds), removedAt: IsNull() },
      order: { operatorId: 'ASC', callOrder: 'ASC', email: 'ASC' },
    });
  }

  async contact(id: string, manager: Tx = this.transactions.reader): Promise<Contact | null> {
    return manager.getRepository(Contact).findOneBy({ id, removedAt: IsNull() });
  }

  /** Mail to these contacts came back with these words, or was taken again (`why` null). */
  async markDeliverable(tx: Tx, contactIds: string[], why: string | null): Promise<void> {
    await tx.query(
      why === null
        ? `UPDATE contacts SET undeliverable_since = NULL, undeliverable_why = NULL WHERE id = ANY($1) AND undeliverable_since IS NOT NULL`
        : `UPDATE contacts SET undeliverable_since = COALESCE(undeliverable_since, dnscert_now()), undeliverable_why = $2 WHERE id = ANY($1)`,
      why === null ? [contactIds] : [contactIds, why],
    );
  }

  /** A page of operators by slug, those after `after`. */
  async operatorsPage(limit: number, after?: string): Promise<Operator[]> {
    return this.transactions.reader
      .getRepository(Operator)
      .createQueryBuilder('o')
      .where(after === undefined ? 'true' : 'o.slug > :after', { after })
      .orderBy('o.slug')
      .limit(limit)
      .getMany();
  }

  /** A page of TLDs by label, those after `after`. */
  async tldsPage(limit: number, after?: string): Promise<Tld[]> {
    return this.transactions.reader
      .getRepository(Tld)
      .createQueryBuilder('t')
      .where(after === undefined ? 'true' : 't.label > :after', { after })
      .orderBy('t.label')
      .limit(limit)
      .getMany();
  }
}

async function importOperator(
  tx: Tx,
  given: DirectoryOperator,
  fingerprints: ReadonlyMap<string, string>,
  counts: ImportCounts,
): Promise<void> {
  const [operator] = await tx.query<{ id: string; added: boolean }[]>(
    `INSERT INTO operators (id, slug, name, kind, country) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (slug) DO UPDATE SET name = EXCLUDED.name, kind = EXCLUDED.kind,
         country = COALESCE(EXCLUDED.country, operators.country), version = operators.version + 1, updated_at = dnscert_now()
     RETURNING id, xmax = 0 AS added`,
    [uuidv7(), given.slug, given.name, given.kind, given.country ?? null],
  );
  if (operator === undefined) throw new Error(`operator ${given.slug} was not written`);
  if (operator.added) counts.operatorsAdded += 1;
  else counts.operatorsUpdated += 1;
  counts.tldsAssigned += await assignTlds(tx, operator.id, given.tlds);
  for (const contact of given.contacts) {
    const fingerprint = contact.key === undefined ? null : (fingerprints.get(contact.key) ?? null);
    if (await importContact(tx, operator.id, contact, fingerprint)) counts.contactsAdded += 1;
    else counts.contactsUpdated += 1;
  }
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

/** @returns whether the contact is new */
async function importContact(
  tx: Tx,
  operatorId: string,
  given: DirectoryContact,
  fingerprint: string | null,
): Promise<boolean> {
  const [contact] = await tx.query<{ added: boolean }[]>(
    `INSERT INTO contacts (id, operator_id, email, name, role, call_order, language, timezone, phone, encryption, key_armored, key_fingerprint)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       ON CONFLICT (operator_id, lower(email), role) WHERE removed_at IS NULL DO UPDATE SET email = EXCLUDED.email, name = COALESCE(EXCLUDED.name, contacts.name),
         call_order = EXCLUDED.call_order, language = EXCLUDED.language, timezone = EXCLUDED.timezone,
         phone = COALESCE(EXCLUDED.phone, contacts.phone), encryption = EXCLUDED.encryption,
         key_armored = COALESCE(EXCLUDED.key_armored, contacts.key_armored),
         key_fingerprint = COALESCE(EXCLUDED.key_fingerprint, contacts.key_fingerprint),
         version = contacts.version + 1, updated_at = dnscert_now()
     RETURNING xmax = 0 AS added`,
    [
      uuidv7(),
      operatorId,
      given.email,
      given.name ?? null,
      given.role,
      given.order,
      given.language,
      given.timezone,
      given.phone ?? null,
      given.encryption,
      given.key ?? null,
      fingerprint,
    ],
  );
  return contact?.added === true;
}
