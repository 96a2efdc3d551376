import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { ChangeCallBack, ContactChangeState } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf, Audit, digestOf, sightOf } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { MailFault, signerOf } from '#libs/mail';
import { Directory } from '../directory.service.ts';
import { OperatorsFault } from '../faults.ts';
import { isChallengeOf } from './challenge.ts';
import { assertOpen, ChangeFlow, changeNotFound, isOpen, OVERRIDES_NEEDED } from './change-flow.service.ts';
import { ContactChange, ContactChangeLink } from './contact-change.entity.ts';
import { CONTACT_FREEZES } from './freezes.ts';
import type { ContactFreezes } from './freezes.ts';

/** Changes of contacts that wait for a word: who may give it, and how one knows that it is theirs. */
@Injectable()
export class ContactChanges {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly directory: Directory,
    private readonly flow: ChangeFlow,
    @Inject(CONTACT_FREEZES) private readonly freezes: ContactFreezes,
  ) {}

  /** What one may see; newest first. */
  async page(
    filter: { operatorId?: string; state?: ContactChangeState | undefined },
    limit: number,
    after?: { at: Date; id: string },
  ): Promise<ContactChange[]> {
    const query = this.transactions.reader
      .getRepository(ContactChange)
      .createQueryBuilder('c')
      .orderBy('c.askedAt', 'DESC')
      .addOrderBy('c.id', 'DESC')
      .limit(limit);
    if (filter.operatorId !== undefined)
      query.andWhere('c.operatorId = :operatorId', { operatorId: filter.operatorId });
    if (filter.state !== undefined) query.andWhere('c.state = :state', { state: filter.state });
    if (after !== undefined)
      query.andWhere('(c.asked_at, c.id) < (:at, :id)', { at: after.at, id: after.id });
    return this.asTheyAre(await query.getMany());
  }

  /** @throws OperatorsFault `contact_change.not_found` */
  async find(caller: Principal, id: string): Promise<ContactChange> {
    const change = await this.transactions.reader.getRepository(ContactChange).findOneBy({ id });
    const sight = sightOf(caller);
    if (change === null || (!sight.all && sight.operatorId !== change.operatorId)) throw changeNotFound();
    return (await this.asTheyAre([change]))[0] ?? change;
  }

  /** A hijack that began a moment ago freezes them already, before the worker has looked. */
  private async asTheyAre(changes: ContactChange[]): Promise<ContactChange[]> {
    const asked = changes.filter(
      ({ state, overrides }) => state === 'asked' && overrides.length < OVERRIDES_NEEDED,
    );
    if (asked.length === 0) return changes;
    const operatorIds = [...new Set(asked.map(({ operatorId }) => operatorId))];
    const frozen = await this.freezes.frozenAmong(operatorIds, this.transactions.reader);
    return changes.map((change) =>
      asked.includes(change) && frozen.has(change.operatorId)
        ? Object.assign(new ContactChange(), change, { state: 'frozen' })
        : change,
    );
  }

  /**
   * The challenge came back signed by a key that the operator's contacts have at present.
   * @throws OperatorsFault `contact_change.signature_refused`, `contact_change.no_old_key`, `contact_change.not_open`
   */
  async confirmBySignature(caller: Principal, id: string, signature: string): Promise<ContactChange> {
    const change = await this.find(caller, id);
    assertOpen(change);
    const fingerprint = await this.signerOf(change, signature);
    if (fingerprint === null) return this.refuseSignature(caller, change);
    return this.transactions.run(async (tx) => {
      const held = await this.flow.take(tx, id, change.operatorId);
      // Keys were looked at before we held the operator still.
      if (!(await this.keysOf(tx, change.operatorId)).has(fingerprint) || !isChallengeOf(held.change))
        throw signatureRefused();
      await this.flow.confirm(tx, held, { how: 'old_key', by: actorOf(caller), fingerprint });
      return held.change;
    });
  }

  private async signerOf(change: ContactChange, signature: string): Promise<string | null> {
    const reader = this.transactions.reader;
    const keys = await this.keysOf(reader, change.operatorId);
    if (keys.size === 0) {
      throw new OperatorsFault(
        'contact_change.no_old_key',
        'No contact of this operator has a key. Confirm by the link that was mailed, or have DNS-CERT call back.',
      );
    }
    const now = await this.clock.now();
    try {
      return await signerOf({ text: change.challenge, signature, keys: [...keys.values()], now });
    } catch (error) {
      if (error instanceof MailFault) return null;
      throw error;
    }
  }

  /** Of present contacts: armour by fingerprint. */
  private async keysOf(manager: Tx, operatorId: string): Promise<Map<string, string>> {
    const contacts = await this.directory.contactsOf([operatorId], manager);
    return new Map(
      contacts.flatMap(({ keyFingerprint, keyArmored }) =>
        keyFingerprint === null || keyArmored === null ? [] : [[keyFingerprint, keyArmored] as const],
      ),
    );
  }

  private async refuseSignature(
    caller: Principal,
    { id, operatorId, contactId }: ContactChange,
  ): Promise<never> {
    await this.audit.add({
      type: 'contact.confirmation_refused',
      actor: actorOf(caller),
      subject: { kind: 'contact_change', id },
      operatorId,
      data: { contactId, how: 'old_key' },
    });
    throw signatureRefused();
  }

  /**
   * A lead called somebody at a number that was known before, and takes it upon themselves.
   * @throws OperatorsFault `contact_change.second_person`, `contact_change.number_not_known_before`, `contact_change.not_open`
   */
  async confirmByCallBack(
    caller: Principal,
    id: string,
    { number, reason }: ChangeCallBack,
  ): Promise<ContactChange> {
    const { operatorId } = await this.find(caller, id);
    return this.transactions.run(async (tx) => {
      const held = await this.flow.take(tx, id, operatorId);
      const { was, becomes, askedBy } = held.change;
      if (askedBy.id === caller.userId) {
        throw new OperatorsFault(
          'contact_change.second_person',
          'You asked for this change yourself: another lead calls back.',
        );
      }
      if (isSameNumber(number, becomes.phone) && !isSameNumber(number, was.phone)) {
        throw new OperatorsFault(
          'contact_change.number_not_known_before',
          'This number comes with the change itself. Call one that was known before.',
        );
      }
      await this.flow.confirm(tx, held, { how: 'call_back', by: actorOf(caller), number, reason });
      return held.change;
    });
  }

  /** The operator itself or a lead takes it back. @throws OperatorsFault `contact_change.not_open` */
  async withdraw(caller: Principal, id: string, reason: string): Promise<ContactChange> {
    const { operatorId } = await this.find(caller, id);
    return this.transactions.run(async (tx) => {
      const held = await this.flow.take(tx, id, operatorId);
      await this.flow.refuse(tx, held, actorOf(caller), reason);
      return held.change;
    });
  }

  /** One of two who let it go on although the operator is frozen; it has to be confirmed all the same. */
  async overrideFreeze(caller: Principal, id: string, reason: string): Promise<ContactChange> {
    const { operatorId } = await this.find(caller, id);
    return this.transactions.run(async (tx) => {
      const held = await this.flow.take(tx, id, operatorId);
      await this.flow.override(tx, held, actorOf(caller), reason);
      return held.change;
    });
  }

  /** What the page behind a link shows. @throws OperatorsFault `contact_change.link_invalid`, `contact_change.held` */
  async byLink(secret: string): Promise<{ change: ContactChange; operatorName: string }> {
    const link = await this.link(this.transactions.reader, secret);
    const [found] = await this.transactions.reader
      .getRepository(ContactChange)
      .findBy({ id: link.changeId, state: In(['asked', 'frozen']) });
    const [change] = found === undefined ? [] : await this.asTheyAre([found]);
    if (change?.state === 'frozen') throw isHeld();
    if (change === undefined || link.endedAt !== null) throw linkInvalid();
    const [operator] = await this.directory.operatorsByIds([change.operatorId]);
    return { change, operatorName: operator?.name ?? '' };
  }

  /**
   * The holder of a link confirms or refuses, once.
   * @throws OperatorsFault `contact_change.link_invalid`, `contact_change.held` while the operator is in a hijack
   */
  async answerByLink(secret: string, answer: 'confirm' | 'refuse'): Promise<ContactChange> {
    const { change: asked } = await this.byLink(secret);
    return this.transactions.run(async (tx) => {
      const held = await this.flow.take(tx, asked.id, asked.operatorId);
      // Mail may be going to whoever did it, whatever two people have decided.
      if (held.isMailSuspect && isOpen(held.change)) throw isHeld();
      const link = await this.link(tx, secret);
      const contact = await this.directory.contact(link.contactId, tx);
      if (contact === null || link.endedAt !== null || held.change.state !== 'asked') throw linkInvalid();
      const by = { kind: 'contact', id: contact.id, name: contact.email } as const;
      if (answer === 'confirm') await this.flow.confirm(tx, held, { how: 'second_channel', by });
      else await this.flow.refuse(tx, held, by, 'Refused by the link that was mailed.');
      return held.change;
    });
  }

  private async link(manager: Tx, secret: string): Promise<ContactChangeLink> {
    const link = await manager.getRepository(ContactChangeLink).findOneBy({ hash: digestOf(secret) });
    if (link === null) throw linkInvalid();
    return link;
  }
}

const digits = (number: string | null | undefined) => (number ?? '').replace(/\D/g, '');
const isSameNumber = (a: string, b: string | null | undefined) => digits(a) === digits(b);

const signatureRefused = () =>
  new OperatorsFault(
    'contact_change.signature_refused',
    'This is no good signature over the challenge of this change by a key that a contact of this operator has at present.',
  );

const linkInvalid = () =>
  new OperatorsFault(
    'contact_change.link_invalid',
    'This link is not open: it was used, has ended, or the change is done with. Nothing was changed by it.',
  );

const isHeld = () =>
  new OperatorsFault(
    'contact_change.held',
    'Changes of contacts of this operator are held at the moment. Nothing is lost: you will get a new link. Questions: call DNS-CERT.',
  );
