import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { ContactEdit, DirectoryContact } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf, Audit, sightOf } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import type { ContactKey } from '#libs/mail';
import { MailFault, readContactKey } from '#libs/mail';
import type { Contact } from '../contact.entity.ts';
import { Directory } from '../directory.service.ts';
import { OperatorsFault } from '../faults.ts';
import { Operator } from '../operator.entity.ts';
import { obstacleTo, writeContact } from './applying.ts';
import type { Writing } from './applying.ts';
import { challengeOf } from './challenge.ts';
import { CHANGE_LIFE, ChangeFlow } from './change-flow.service.ts';
import type { ContactChange } from './contact-change.entity.ts';
import { differenceOf, fieldsOf, isHarmless } from './fields.ts';
import type { ContactFields } from './fields.ts';
import { holdStill } from './freezes.ts';

/** Changes that may be asked for one operator within a day: each mails its contacts. */
const MOST_A_DAY = 50;

/** What became of an edit: the contact as it is, null when it is only wished for; what waits to be confirmed, null when nothing does. */
export interface Edited {
  contact: Contact | null;
  change: ContactChange | null;
}

/** Edits of contacts and keys as people ask for them. What is harmless is done, what moves mail or trust waits to be confirmed. */
@Injectable()
export class ContactEdits {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly directory: Directory,
    private readonly flow: ChangeFlow,
  ) {}

  /** A contact that one sees. @throws OperatorsFault `contact.not_found` */
  async contactSeenBy(caller: Principal, id: string): Promise<Contact> {
    const contact = await this.directory.contact(id);
    const sight = sightOf(caller);
    if (contact !== null && (sight.all || sight.operatorId === contact.operatorId)) return contact;
    throw new OperatorsFault('contact.not_found', 'There is no such contact.');
  }

  /** @throws OperatorsFault `contact.conflict`, `contact.key_refused`, `contact.too_many_changes` */
  async add(caller: Principal, operator: Operator, { key, ...given }: DirectoryContact): Promise<Edited> {
    const read = key === undefined ? null : await this.readKey(key, given.email);
    const becomes: ContactFields = {
      ...given,
      name: given.name ?? null,
      phone: given.phone ?? null,
      keyFingerprint: read?.fingerprint ?? null,
      keyArmored: read?.armored ?? null,
    };
    return this.transactions.run(async (tx) => {
      await holdStill(tx, operator.id);
      const wish = { operatorId: operator.id, contactId: uuidv7(), what: 'added', was: {}, becomes } as const;
      return this.ask(tx, caller, wish, null);
    });
  }

  /**
   * @param version of the contact that the edit builds on
   * @throws OperatorsFault `contact.version_changed`, those of {@link add}, and `contact.key_refused` where the contact's key
   *   does not name the new address: nobody could tell whose it is
   */
  async edit(caller: Principal, id: string, version: number, given: ContactEdit): Promise<Edited> {
    const { email, keyArmored, keyFingerprint } = await this.contactSeenBy(caller, id);
    const moves = given.email !== undefined && given.email !== email;
    if (moves && keyArmored !== null) await assertNames(keyArmored, given.email ?? '');
    return this.change(caller, id, version, (contact) => {
      const { was, becomes } = differenceOf(fieldsOf(contact), given);
      // That key was judged for the new address.
      const same = moves ? { keyFingerprint } : {};
      return { what: 'edited', was: { ...was, ...same }, becomes: { ...becomes, ...same } };
    });
  }

  async remove(caller: Principal, id: string, version: number | null): Promise<Edited> {
    return this.change(caller, id, version, ({ email, role, keyFingerprint }) => ({
      what: 'removed',
      was: { email, role, keyFingerprint },
      becomes: {},
    }));
  }

  /** @throws OperatorsFault `contact.key_refused` in words that do not repeat the key */
  async setKey(caller: Principal, id: string, key: string): Promise<Edited> {
    const { email } = await this.contactSeenBy(caller, id);
    const { fingerprint: keyFingerprint, armored: keyArmored } = await this.readKey(key, email);
    return this.change(caller, id, null, (contact) => {
      const { was, becomes } = differenceOf(fieldsOf(contact), { keyFingerprint, keyArmored });
      // The key was judged for this address.
      const same = Object.keys(becomes).length === 0 ? {} : { email };
      return { what: 'key_set', was: { ...was, ...same }, becomes: { ...becomes, ...same } };
    });
  }

  /** @throws OperatorsFault `contact.no_key` */
  async removeKey(caller: Principal, id: string): Promise<Edited> {
    return this.change(caller, id, null, (contact) => {
      if (contact.keyArmored === null)
        throw new OperatorsFault('contact.no_key', 'There is no key of this contact.');
      return {
        what: 'key_removed',
        ...differenceOf(fieldsOf(contact), { keyFingerprint: null, keyArmored: null }),
      };
    });
  }

  private async change(
    caller: Principal,
    id: string,
    version: number | null,
    wishOf: (contact: Contact) => Pick<Writing, 'what' | 'was' | 'becomes'>,
  ): Promise<Edited> {
    const { operatorId } = await this.contactSeenBy(caller, id);
    return this.transactions.run(async (tx) => {
      await holdStill(tx, operatorId);
      const contact = await this.directory.contact(id, tx);
      if (contact === null) throw new OperatorsFault('contact.not_found', 'There is no such contact.');
      if (version !== null && version !== contact.version) throw versionChanged(contact.version);
      return this.ask(tx, caller, { operatorId, contactId: id, ...wishOf(contact) }, contact);
    });
  }

  private async ask(tx: Tx, caller: Principal, wish: Writing, contact: Contact | null): Promise<Edited> {
    if (wish.what !== 'removed' && Object.keys(wish.becomes).length === 0) return { contact, change: null };
    const contacts = await this.directory.contactsOf([wish.operatorId], tx);
    const obstacle = obstacleTo(wish, contacts);
    if (obstacle !== null) throw new OperatorsFault('contact.conflict', obstacle);
    const isDoneAtOnce =
      wish.what === 'edited' && isHarmless(wish.becomes) && !(await this.flow.isFrozen(tx, wish.operatorId));
    if (isDoneAtOnce) {
      await writeContact(tx, this.audit, wish, { actor: actorOf(caller) });
      return { contact: await this.directory.contact(wish.contactId, tx), change: null };
    }
    await this.assertNotTooMany(tx, wish.operatorId);
    const change = await this.wished(tx, caller, wish, contact);
    return { contact, change: await this.flow.begin(tx, change, contacts) };
  }

  private async wished(
    tx: Tx,
    caller: Principal,
    wish: Writing,
    contact: Contact | null,
  ): Promise<ContactChange> {
    const now = await this.clock.now(tx);
    const { slug } = await tx.getRepository(Operator).findOneByOrFail({ id: wish.operatorId });
    const { email, role } = contact ?? wish.becomes;
    const asked = { id: uuidv7(), ...wish, contact: `${String(email)} (${String(role)})`, askedAt: now };
    return {
      ...asked,
      challenge: challengeOf(asked, slug),
      state: 'asked',
      askedBy: actorOf(caller),
      askerEmail: caller.email,
      expiresAt: new Date(now.getTime() + CHANGE_LIFE * 3_600_000),
      confirmation: null,
      overrides: [],
      endedAt: null,
      endedWhy: null,
      lane: 'normal',
      dueAt: now,
      leaseUntil: null,
      attempt: 0,
      strikes: 0,
      rungAt: null,
      asideAt: null,
      asideWhy: null,
    };
  }

  private async assertNotTooMany(tx: Tx, operatorId: string): Promise<void> {
    const [row] = await tx.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM contact_changes
        WHERE operator_id = $1 AND asked_at > dnscert_now() - interval '1 day'`,
      [operatorId],
    );
    if ((row?.count ?? 0) < MOST_A_DAY) return;
    throw new OperatorsFault(
      'contact.too_many_changes',
      `More than ${MOST_A_DAY} changes were asked for this operator within a day. Call DNS-CERT: a lead imports many at once.`,
    );
  }

  /** What is kept of it: its own signatures, and nothing that others said. */
  private async readKey(armored: string, email: string): Promise<ContactKey> {
    try {
      return await readContactKey(armored, email);
    } catch (error) {
      if (!(error instanceof MailFault)) throw error;
      throw new OperatorsFault('contact.key_refused', error.message);
    }
  }
}

/** A key that cannot be read by now is used for nothing, whomever it names. @throws OperatorsFault `contact.key_refused` */
async function assertNames(armored: string, email: string): Promise<void> {
  const key = await readContactKey(armored).catch((error: unknown) => {
    if (error instanceof MailFault) return null;
    throw error;
  });
  if (key === null || key.emails.includes(email.toLowerCase())) return;
  throw new OperatorsFault(
    'contact.key_refused',
    `The key of this contact has no user id with the address ${email}. Hand in a key first that has both addresses, or take this one away.`,
  );
}

const versionChanged = (version: number) =>
  new OperatorsFault(
    'contact.version_changed',
    'Somebody changed it in the meantime. Read it again, then decide.',
    { version },
  );
