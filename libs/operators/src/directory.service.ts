import { Inject, Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { DirectoryOperator, TimelineActor } from '#libs/contracts';
import { Audit } from '#libs/access';
import type { Sight } from '#libs/access';
import type { Tx } from '#libs/database';
import { Groups, Transactions } from '#libs/database';
import type { ContactKey } from '#libs/mail';
import { changedEntry } from './changes/applying.ts';
import type { Writing } from './changes/applying.ts';
import { CONTACT_FREEZES } from './changes/freezes.ts';
import type { ContactFreezes } from './changes/freezes.ts';
import { Contact } from './contact.entity.ts';
import { importOperator } from './directory/import.ts';
import type { ImportCounts, ImportedOperator } from './directory/import.ts';
import { OperatorsFault } from './faults.ts';
import { Operator } from './operator.entity.ts';
import { Tld } from './tld.entity.ts';

/** A key with the contacts that have it. */
export interface ContactKeyView {
  fingerprint: string;
  armored: string;
  contacts: { id: string; email: string }[];
}

/** Operators, the TLDs they run, and whom to tell there. */
@Injectable()
export class Directory {
  private readonly unknownLookUps = new Groups((asked: string[][]) =>
    this.findUnknown(asked, this.transactions.reader),
  );

  constructor(
    private readonly transactions: Transactions,
    private readonly audit: Audit,
    @Inject(CONTACT_FREEZES) private readonly freezes: ContactFreezes,
  ) {}

  /**
   * Adds and updates in one transaction; what the file does not name stays as it is. `keys` are what was
   * read of the contacts' keys, by their armour; a key that was not read is not written. It asks for nobody's second word, so it is for who administers the machine.
   * @param despiteFreeze why contacts are changed although their operator is in a hijack; without it that is refused
   * @throws OperatorsFault `contact.frozen` naming the operators; nothing was imported
   */
  async import(
    operators: DirectoryOperator[],
    keys: ReadonlyMap<string, ContactKey> = new Map(),
    despiteFreeze?: string,
  ): Promise<ImportCounts> {
    return this.transactions.run(async (tx) => {
      await tx.query(`SET LOCAL statement_timeout = '10min'`);
      const imported: ImportedOperator[] = [];
      for (const operator of operators) imported.push(await importOperator(tx, operator, keys));
      const written = imported.flatMap((one) => one.written);
      const frozen = await this.frozenOf(tx, written);
      if (frozen.length > 0 && despiteFreeze === undefined) throw isFrozen(frozen);
      const by = { actor: IMPORT, ...(frozen.length === 0 ? {} : { data: { despiteFreeze } }) };
      await this.audit.append(tx, [
        ...frozen.map(({ id }) => ({
          type: 'contact.freeze_overridden' as const,
          actor: IMPORT,
          operatorId: id,
          data: { reason: despiteFreeze },
        })),
        ...written.map((writing) => changedEntry(writing, by)),
      ]);
      return sumOf(imported.map(({ counts }) => counts));
    });
  }

  /** Operators that are in a hijack, of those whose contacts were written. Looked at last: a hijack that began meanwhile counts. */
  private async frozenOf(tx: Tx, written: Writing[]): Promise<Operator[]> {
    const touched = [...new Set(written.map(({ operatorId }) => operatorId))];
    const frozen = await this.freezes.frozenAmong(touched, tx);
    return frozen.size === 0 ? [] : this.operatorsByIds([...frozen], tx);
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

  /** A key that a contact has at present, as far as one sees. @throws OperatorsFault `key.not_found` */
  async keySeenBy(sight: Sight, fingerprint: string): Promise<ContactKeyView> {
    // What is no fingerprint may hold what PostgreSQL takes in no text.
    const contacts = /^[0-9a-f]{32,64}$/i.test(fingerprint)
      ? await this.transactions.reader.getRepository(Contact).find({
          where: { keyFingerprint: fingerprint.toUpperCase(), removedAt: IsNull() },
          order: { email: 'ASC' },
        })
      : [];
    const seen = contacts.filter(({ operatorId }) => sight.all || sight.operatorId === operatorId);
    const [first] = seen;
    if (first === undefined || first.keyArmored === null)
      throw new OperatorsFault('key.not_found', 'There is no such key.');
    return {
      fingerprint: fingerprint.toUpperCase(),
      armored: first.keyArmored,
      contacts: seen.map(({ id, email }) => ({ id, email })),
    };
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
}

/** `dnscert operators import`: whoever administers the machine. */
const IMPORT: TimelineActor = { kind: 'system', name: 'operators import' };

const isFrozen = (operators: Operator[]) =>
  new OperatorsFault(
    'contact.frozen',
    `${operators.map(({ slug }) => slug).join(', ')}: in a hijack incident, so contacts and keys are frozen; nothing was imported. Leave them out, or say why not with --despite-freeze REASON.`,
  );

const sumOf = (counts: ImportCounts[]): ImportCounts => ({
  operatorsAdded: sum(counts.map((one) => one.operatorsAdded)),
  operatorsUpdated: sum(counts.map((one) => one.operatorsUpdated)),
  contactsAdded: sum(counts.map((one) => one.contactsAdded)),
  contactsUpdated: sum(counts.map((one) => one.contactsUpdated)),
  tldsAssigned: sum(counts.map((one) => one.tldsAssigned)),
});
const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
