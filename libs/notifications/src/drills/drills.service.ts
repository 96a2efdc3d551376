import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { NewDrill } from '#libs/contracts';
import { groupBy, regionOf } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf, Audit, digestOf, newSecret } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, insertRows, Transactions } from '#libs/database';
import { instantInZones } from '#libs/mail';
import { Directory, Operator } from '#libs/operators';
import type { Contact } from '#libs/operators';
import { addresseeOf } from '../audience.ts';
import { Deliveries } from '../deliveries.service.ts';
import { MAIL_SETTINGS, SENDING_POLICY } from '../settings.ts';
import type { MailSettings, SendingPolicy } from '../settings.ts';
import { Drill } from './drill.entity.ts';
import { DrillFault } from './faults.ts';

/** Nothing in it is secret: who may not be mailed in clear, because of a key that has ended, can be asked as well. */
const LABEL = { tlp: 'CLEAR', relation: 'named' } as const;

/** Starts reachability drills: every contact of every operator gets one mail with one button. */
@Injectable()
export class Drills {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly directory: Directory,
    private readonly deliveries: Deliveries,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
    @Inject(SENDING_POLICY) private readonly policy: SendingPolicy,
  ) {}

  /**
   * Starts one, or asks for a second person where it goes to many.
   * @throws DrillFault `drill.nobody`, `drill.runs_already`
   */
  async ask(caller: Principal, { note, answerWithin }: NewDrill): Promise<Drill> {
    return this.transactions.run(async (tx) => {
      await oneAtATime(tx);
      const now = await this.clock.now(tx);
      await assertNoneRuns(tx);
      const operators = await tx.getRepository(Operator).count();
      if (operators === 0)
        throw new DrillFault('drill.nobody', 'There is no operator in the directory: nobody would be asked.');
      const drill: Drill = {
        id: uuidv7(),
        note,
        answerWithin,
        askedBy: actorOf(caller),
        askedAt: now,
        approvedBy: null,
        startedAt: null,
        answerBy: null,
      };
      await tx.getRepository(Drill).insert(drill);
      await this.audit.append(tx, [
        {
          type: 'drill.asked',
          actor: drill.askedBy,
          subject: { kind: 'drill', id: drill.id },
          data: { operators },
        },
      ]);
      return operators > this.policy.massSendOperators ? drill : this.start(tx, drill, now);
    });
  }

  /** A second person lets it go out. @throws DrillFault `drill.not_found`, `drill.not_waiting`, `drill.own_wish`, `drill.runs_already` */
  async approve(caller: Principal, id: string): Promise<Drill> {
    return this.transactions.run(async (tx) => {
      await oneAtATime(tx);
      const drill = await tx.getRepository(Drill).findOneBy({ id });
      if (drill === null) throw new DrillFault('drill.not_found', 'There is no such drill.');
      if (drill.startedAt !== null) throw new DrillFault('drill.not_waiting', 'It has gone out already.');
      if (drill.askedBy.id === caller.userId)
        throw new DrillFault('drill.own_wish', 'It takes somebody else than who asked for it.');
      await assertNoneRuns(tx);
      const approved = Object.assign(drill, { approvedBy: actorOf(caller) });
      return this.start(tx, approved, await this.clock.now(tx));
    });
  }

  private async start(tx: Tx, asked: Drill, now: Date): Promise<Drill> {
    const answerBy = new Date(now.getTime() + asked.answerWithin * 3_600_000);
    const drill = Object.assign(asked, { startedAt: now, answerBy });
    await tx.getRepository(Drill).save(drill);
    const operators = await tx.getRepository(Operator).find({ order: { slug: 'ASC' } });
    await insertRows(
      tx,
      'drill_operators',
      operators.map(({ id, country }) => ({
        drill_id: drill.id,
        operator_id: id,
        region: regionOf(country),
      })),
    );
    const contacts = await this.directory.contactsOf(
      operators.map(({ id }) => id),
      tx,
    );
    await this.call(tx, drill, operators, contacts, now);
    await this.audit.append(tx, [
      {
        type: 'drill.started',
        actor: drill.approvedBy ?? drill.askedBy,
        subject: { kind: 'drill', id: drill.id },
        data: { operators: operators.length },
      },
    ]);
    return drill;
  }

  private async call(
    tx: Tx,
    drill: Drill,
    operators: Operator[],
    contacts: Contact[],
    now: Date,
  ): Promise<void> {
    const notificationId = uuidv7();
    await insertRows(tx, 'notifications', [
      {
        id: notificationId,
        template: 'drill',
        tlp: LABEL.tlp,
        audience: { person: true },
        sent_by: drill.approvedBy ?? drill.askedBy,
        created_at: now,
      },
    ]);
    const names = new Map(operators.map(({ id, name }) => [id, name]));
    const calls = oncePerMailbox(contacts).map((contact) => {
      const token = newSecret();
      const call = { id: uuidv7(), deliveryId: uuidv7(), contact, token };
      const variables = {
        tlp: LABEL.tlp,
        publicUrl: this.settings.publicUrl,
        exercise: 'yes',
        greeting: contact.name ?? contact.role,
        operatorName: names.get(contact.operatorId) ?? '',
        note: drill.note,
        answerBy: instantInZones(drill.answerBy ?? now, contact.timezone),
        drillUrl: `${this.settings.publicUrl}/drill/${token}`,
      };
      return { ...call, variables };
    });
    await this.deliveries.write(
      tx,
      calls.map(({ contact, deliveryId, variables }) => ({
        id: deliveryId,
        addressee: addresseeOf(contact, LABEL, this.settings, now),
        variables,
        token: null,
        notificationId,
        incidentId: null,
        lane: 'normal',
      })),
      now,
    );
    await insertRows(
      tx,
      'drill_calls',
      calls.map(({ id, deliveryId, contact, token }) => ({
        id,
        drill_id: drill.id,
        operator_id: contact.operatorId,
        contact_id: contact.id,
        delivery_id: deliveryId,
        token_hash: digestOf(token),
      })),
    );
  }
}

/** Two that start at once are one and a refusal. */
async function oneAtATime(tx: Tx): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('dnscert.drill'))`);
}

async function assertNoneRuns(tx: Tx): Promise<void> {
  const running = await tx.query<unknown[]>('SELECT 1 FROM drills WHERE answer_by > dnscert_now() LIMIT 1');
  if (running.length > 0)
    throw new DrillFault(
      'drill.runs_already',
      'A drill runs already: two at once would only confuse people.',
    );
}

/** A mailbox that holds two roles at an operator is asked once, as the role that is called first. */
function oncePerMailbox(contacts: Contact[]): Contact[] {
  const boxes = groupBy(contacts, ({ operatorId, email }) => `${operatorId} ${email.toLowerCase()}`);
  return [...boxes.values()].flatMap(
    (own) => [...own].sort((a, b) => a.callOrder - b.callOrder || a.id.localeCompare(b.id))[0] ?? [],
  );
}
