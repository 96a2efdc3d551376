import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { TimelineActor } from '#libs/contracts';
import { Audit } from '#libs/access';
import type { AuditEntry } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock } from '#libs/database';
import type { Contact } from '../contact.entity.ts';
import { Directory } from '../directory.service.ts';
import { OperatorsFault } from '../faults.ts';
import { obstacleTo, writeContact } from './applying.ts';
import { ChangeLetters } from './change-letters.service.ts';
import { ContactChange, ContactChangeLink } from './contact-change.entity.ts';
import type { Confirmation } from './contact-change.entity.ts';
import { newAddressOf } from './fields.ts';
import { CONTACT_FREEZES, holdStill } from './freezes.ts';
import type { ContactFreezes } from './freezes.ts';

/** h; for which a change waits to be confirmed. */
export const CHANGE_LIFE = 72;
/** s; how often the worker looks whether an open change froze, thawed or ran out. Whoever acts on one looks at once. */
const LOOK_EVERY = 60;
/** Of the CERT, to let a change go on although its operator is frozen. */
export const OVERRIDES_NEEDED = 2;

const CLOCKWORK: TimelineActor = { kind: 'system', name: 'contact changes' };

/** A change that is held by this transaction, brought up to date. */
export interface Held {
  change: ContactChange;
  now: Date;
  /** Its operator is in a hijack, overridden or not: mail may go to whoever did it, so no link counts. */
  isMailSuspect: boolean;
}

/** The states of a change, all inside a transaction of the caller's: asked, frozen and thawed, confirmed and applied, refused, expired. */
@Injectable()
export class ChangeFlow {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly directory: Directory,
    private readonly letters: ChangeLetters,
    @Inject(CONTACT_FREEZES) private readonly freezes: ContactFreezes,
  ) {}

  async isFrozen(tx: Tx, operatorId: string): Promise<boolean> {
    return (await this.freezes.frozenAmong([operatorId], tx)).has(operatorId);
  }

  /** Begins; the operator is held still already. */
  async begin(tx: Tx, change: ContactChange, contacts: Contact[]): Promise<ContactChange> {
    await tx.getRepository(ContactChange).insert(change);
    await this.tell(tx, change, 'contact.change_asked', change.askedBy, { what: change.what });
    if (await this.isFrozen(tx, change.operatorId)) await this.freeze(tx, change);
    else await this.letters.ask(tx, change, contacts);
    await this.save(tx, change, change.askedAt);
    return change;
  }

  /**
   * Takes a change in hand, its operator held still, and lets it do what is due.
   * @throws OperatorsFault `contact_change.not_found`
   */
  async take(tx: Tx, id: string, operatorId: string): Promise<Held> {
    await holdStill(tx, operatorId);
    const change = await tx
      .getRepository(ContactChange)
      .findOne({ where: { id, operatorId }, lock: { mode: 'pessimistic_write' } });
    if (change === null) throw changeNotFound();
    const now = await this.clock.now(tx);
    const isMailSuspect = await this.isFrozen(tx, operatorId);
    await this.advance(tx, change, now, isMailSuspect);
    return { change, now, isMailSuspect };
  }

  private async advance(tx: Tx, change: ContactChange, now: Date, isFrozen: boolean): Promise<void> {
    if (!isOpen(change)) return;
    const isHeld = isFrozen && change.overrides.length < OVERRIDES_NEEDED;
    if (isHeld && change.state === 'asked') await this.freeze(tx, change);
    else if (!isHeld && change.state === 'frozen') await this.thaw(tx, change, now, isFrozen);
    else if (change.state === 'asked' && change.expiresAt <= now) await this.expire(tx, change, now);
    await this.save(tx, change, now);
  }

  private async freeze(tx: Tx, change: ContactChange): Promise<void> {
    change.state = 'frozen';
    // What a link says while mail may be read by others counts for nothing, later too.
    await this.endLinks(tx, change);
    await this.tell(tx, change, 'contact.change_frozen', CLOCKWORK, { from: 'asked', to: 'frozen' });
  }

  private async thaw(tx: Tx, change: ContactChange, now: Date, isFrozen: boolean): Promise<void> {
    change.state = 'asked';
    change.expiresAt = new Date(now.getTime() + CHANGE_LIFE * 3_600_000);
    if (change.confirmation !== null) await this.apply(tx, change, now);
    else if (!isFrozen)
      await this.letters.ask(tx, change, await this.directory.contactsOf([change.operatorId], tx));
  }

  private async expire(tx: Tx, change: ContactChange, now: Date): Promise<void> {
    await this.end(tx, change, 'expired', now, `Nobody confirmed it within ${CHANGE_LIFE} h.`);
    await this.tell(tx, change, 'contact.change_expired', CLOCKWORK, {});
  }

  /** Somebody's word counts. It is applied at once, or as soon as it is no longer frozen. */
  async confirm(tx: Tx, { change, now }: Held, confirmation: Omit<Confirmation, 'at'>): Promise<void> {
    assertOpen(change);
    change.confirmation = { ...confirmation, at: now.toISOString() };
    const { by, ...data } = change.confirmation;
    await this.tell(tx, change, 'contact.change_confirmed', by, { ...data, state: change.state });
    if (change.state === 'asked') await this.apply(tx, change, now);
    await this.save(tx, change, now);
  }

  async refuse(tx: Tx, { change, now }: Held, by: TimelineActor, why: string): Promise<void> {
    assertOpen(change, true);
    await this.end(tx, change, 'refused', now, why);
    await this.tell(tx, change, 'contact.change_refused', by, { reason: why });
    await this.save(tx, change, now);
  }

  /** @throws OperatorsFault `contact_change.not_frozen`, `contact_change.second_person` */
  async override(tx: Tx, held: Held, by: TimelineActor, reason: string): Promise<void> {
    const { change, now, isMailSuspect } = held;
    if (change.state !== 'frozen')
      throw new OperatorsFault('contact_change.not_frozen', 'This change is not frozen.');
    if ([change.askedBy, ...change.overrides.map((one) => one.by)].some(({ id }) => id === by.id)) {
      throw new OperatorsFault(
        'contact_change.second_person',
        'Two people decide on this, and neither of them asked for the change. You have spoken already.',
      );
    }
    change.overrides = [...change.overrides, { by, reason, at: now.toISOString() }];
    const count = change.overrides.length;
    await this.tell(tx, change, 'contact.freeze_overridden', by, {
      reason,
      given: count,
      needed: OVERRIDES_NEEDED,
    });
    await this.advance(tx, change, now, isMailSuspect);
  }

  private async apply(tx: Tx, change: ContactChange, now: Date): Promise<void> {
    const before = await this.directory.contactsOf([change.operatorId], tx);
    const obstacle = obstacleTo(change, before);
    if (obstacle !== null) {
      await this.end(tx, change, 'refused', now, obstacle);
      await this.tell(tx, change, 'contact.change_refused', CLOCKWORK, { reason: obstacle });
      return;
    }
    const { askedBy, confirmation } = change;
    await writeContact(tx, this.audit, change, {
      actor: askedBy,
      data: { changeId: change.id, confirmedBy: confirmation?.by, confirmedHow: confirmation?.how },
    });
    await this.end(tx, change, 'applied', now, null);
    await this.letters.tellApplied(tx, change, before, now);
  }

  private async end(
    tx: Tx,
    change: ContactChange,
    state: 'applied' | 'refused' | 'expired',
    now: Date,
    why: string | null,
  ): Promise<void> {
    change.state = state;
    change.endedAt = now;
    change.endedWhy = why;
    await this.endLinks(tx, change);
    // A link that was mailed to where a contact is no longer reached must not confirm other changes.
    if (state === 'applied' && (change.what === 'removed' || newAddressOf(change) !== undefined))
      await tx
        .getRepository(ContactChangeLink)
        .update({ contactId: change.contactId, endedAt: IsNull() }, { endedAt: now });
  }

  private async endLinks(tx: Tx, { id }: ContactChange): Promise<void> {
    await tx.query(
      'UPDATE contact_change_links SET ended_at = dnscert_now() WHERE change_id = $1 AND ended_at IS NULL',
      [id],
    );
  }

  private async save(tx: Tx, change: ContactChange, now: Date): Promise<void> {
    const look = new Date(now.getTime() + LOOK_EVERY * 1_000);
    const isNearer = change.state === 'asked' && change.expiresAt < look;
    await tx.getRepository(ContactChange).update(
      { id: change.id },
      {
        state: change.state,
        expiresAt: change.expiresAt,
        confirmation: change.confirmation,
        overrides: change.overrides,
        endedAt: change.endedAt,
        endedWhy: change.endedWhy,
        dueAt: isNearer ? change.expiresAt : look,
        leaseUntil: null,
        strikes: 0,
        rungAt: null,
        asideAt: null,
      },
    );
  }

  private async tell(
    tx: Tx,
    { id, operatorId, contactId }: ContactChange,
    type: AuditEntry['type'],
    actor: TimelineActor,
    data: Record<string, unknown>,
  ): Promise<void> {
    const subject = { kind: 'contact_change', id };
    await this.audit.append(tx, [{ type, actor, subject, operatorId, data: { contactId, ...data } }]);
  }
}

export const isOpen = ({ state }: ContactChange): boolean => state === 'asked' || state === 'frozen';

export const changeNotFound = () =>
  new OperatorsFault('contact_change.not_found', 'There is no such change of contacts.');

/** @throws OperatorsFault `contact_change.not_open` */
export function assertOpen(change: ContactChange, evenConfirmed = false): void {
  if (isOpen(change) && (evenConfirmed || change.confirmation === null)) return;
  throw new OperatorsFault(
    'contact_change.not_open',
    isOpen(change)
      ? 'This change is confirmed already, and will be done as soon as it is no longer frozen.'
      : `This change is ${change.state} already.`,
  );
}
