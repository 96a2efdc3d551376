import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { OperatorAnswer, TimelineActor, Tlp } from '#libs/contracts';
import { narrowest } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf, digestOf, leaving, sightOf, wayOf } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { Answers, Incident, labelKnown } from '#libs/incidents';
import type { NewEntry } from '#libs/timeline';
import { NotificationFault } from './faults.ts';
import { Acknowledgement, Delivery } from './notification.entity.ts';

export interface Answer {
  answer: OperatorAnswer;
  comment?: string | undefined;
}

/** What the page behind a link shows: what its mail said, and what was answered so far. */
export interface LinkView {
  incidentNumber: string;
  kindTitle: string;
  severity: string;
  tlp: string;
  operatorName: string;
  tlds: string;
  since: string;
  exercise: boolean;
  /** Why nothing of it is shown any more; null where all of it is. */
  withheld: string | null;
  answers: { answer: string; at: string }[];
}

/** Operators' answers to a notice: by the link in the mail, without an account, or signed in. */
@Injectable()
export class Acknowledgements {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly answers: Answers,
  ) {}

  /** Shows and changes nothing. @throws NotificationFault `acknowledgement.link_unknown` */
  async view(token: string): Promise<LinkView> {
    const delivery = await this.byToken(this.transactions.reader, token);
    const answers = await this.transactions.reader
      .getRepository(Acknowledgement)
      .find({ where: { deliveryId: delivery.id }, order: { createdAt: 'ASC' } });
    const since = await this.labelSince(delivery);
    const label = narrowest((delivery.variables['tlp'] ?? 'RED') as Tlp, ...(since === null ? [] : [since]));
    // The mail was for a named contact; who holds its link now, nobody knows.
    const { why } = leaving(label, { exit: 'page' }, { relation: 'named', encrypted: false });
    const said = (name: string) => (why === null ? (delivery.variables[name] ?? '') : '');
    return {
      incidentNumber: delivery.variables['incidentNumber'] ?? '',
      kindTitle: said('kindTitle'),
      severity: said('severity'),
      tlp: label,
      operatorName: said('operatorName'),
      tlds: said('tldsLong'),
      since: said('since'),
      exercise: (delivery.variables['exercise'] ?? '') !== '',
      withheld:
        why === null
          ? null
          : 'This incident has been raised to TLP:RED since: sign in to see it. Your answer is taken here all the same.',
      answers: answers.map(({ answer, createdAt }) => ({ answer, at: createdAt.toISOString() })),
    };
  }

  /** Who reads by a link, and which delivery. @throws NotificationFault `acknowledgement.link_unknown` */
  async readerOf(token: string): Promise<{ deliveryId: string; actor: TimelineActor }> {
    const delivery = await this.byToken(this.transactions.reader, token);
    return { deliveryId: delivery.id, actor: contactOf(delivery) };
  }

  /** The holder of a link answers. @throws NotificationFault `acknowledgement.link_unknown` */
  async answerByLink(token: string, given: Answer): Promise<Delivery> {
    return this.transactions.run(async (tx) => {
      const delivery = await this.byToken(tx, token);
      return this.write(tx, delivery.id, given, contactOf(delivery), 'link');
    });
  }

  /** Somebody signed in answers, for its own operator or, as staff, for one that called. */
  async answerSignedIn(principal: Principal, deliveryId: string, given: Answer): Promise<Delivery> {
    const sight = sightOf(principal);
    return this.transactions.run(async (tx) => {
      const delivery = await tx.getRepository(Delivery).findOneBy({ id: deliveryId });
      if (
        delivery === null ||
        (!sight.all && (sight.operatorId === null || delivery.operatorId !== sight.operatorId))
      )
        throw notFound();
      return this.write(tx, delivery.id, given, actorOf(principal), wayOf(principal));
    });
  }

  /** A contact answers by a mail that its key signed; whoever read it has judged that. */
  async answerByMail(tx: Tx, deliveryId: string, given: Answer, contact: TimelineActor): Promise<Delivery> {
    return this.write(tx, deliveryId, given, contact, 'mail');
  }

  /** As its operator is shown the incident now: what others have reported under RED does not make this notice RED. */
  private async labelSince(delivery: Delivery): Promise<Tlp | null> {
    const { incidentId, operatorId } = delivery;
    if (incidentId === null) return null;
    const known =
      operatorId === null ? null : await labelKnown(this.transactions.reader, incidentId, operatorId);
    return known ?? (await this.incidentOf(delivery))?.tlp ?? null;
  }

  private async byToken(manager: Tx, token: string): Promise<Delivery> {
    const delivery = await manager.getRepository(Delivery).findOneBy({ tokenHash: digestOf(token) });
    if (delivery === null)
      throw new NotificationFault(
        'acknowledgement.link_unknown',
        'This link is not known. Copy it whole from the mail, or reply to the mail.',
      );
    return delivery;
  }

  private async write(
    tx: Tx,
    deliveryId: string,
    given: Answer,
    actor: TimelineActor,
    via: Acknowledgement['via'],
  ): Promise<Delivery> {
    const delivery = await tx
      .getRepository(Delivery)
      .findOneOrFail({ where: { id: deliveryId }, lock: { mode: 'pessimistic_write' } });
    const now = await this.clock.now(tx);
    await tx.getRepository(Acknowledgement).insert({
      id: uuidv7(),
      deliveryId,
      operatorId: delivery.operatorId,
      via,
      givenBy: actor,
      answer: given.answer,
      comment: given.comment ?? null,
      createdAt: now,
    });
    const from = delivery.state;
    await tx
      .getRepository(Delivery)
      .update(
        { id: deliveryId },
        { state: 'acknowledged', acknowledgedAt: delivery.acknowledgedAt ?? now, leaseUntil: null },
      );
    if (delivery.incidentId !== null && delivery.operatorId !== null && delivery.userId === null) {
      const acknowledged: NewEntry = {
        type: 'delivery.acknowledged',
        actor,
        at: now,
        data: {
          deliveryId,
          operatorId: delivery.operatorId,
          contactId: delivery.contactId,
          via,
          answer: given.answer,
          from,
          to: 'acknowledged',
        },
      };
      const answer = { state: given.answer, via };
      await this.answers.answer(tx, delivery.incidentId, delivery.operatorId, answer, actor, [acknowledged]);
    }
    return tx.getRepository(Delivery).findOneByOrFail({ id: deliveryId });
  }

  /** The incident of a delivery, for whoever shows one. */
  private async incidentOf(delivery: Delivery): Promise<Incident | null> {
    return delivery.incidentId === null
      ? null
      : this.transactions.reader.getRepository(Incident).findOneBy({ id: delivery.incidentId });
  }
}

const contactOf = (delivery: Delivery): TimelineActor => ({
  kind: 'contact',
  name: delivery.recipient.email ?? 'contact',
  ...(delivery.contactId === null ? {} : { id: delivery.contactId }),
});

const notFound = () => new NotificationFault('delivery.not_found', 'There is no such delivery.');
