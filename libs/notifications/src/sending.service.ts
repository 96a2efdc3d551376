import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { subjectLine } from '#libs/mail';
import { composeSigned, DomainGate, tokenAddress } from '#libs/mail';
import type { OutgoingMail } from '#libs/mail';
import { Clock, Transactions } from '#libs/database';
import type { Claim, WorkHandler } from '#libs/queue';
import { putBack, Workers } from '#libs/queue';
import { Delivery, Notification } from './notification.entity.ts';
import { Outcomes } from './outcomes.service.ts';
import { isAllowedAddress, MAIL_SETTINGS, MAIL_TRANSPORT, SIGNING_KEY } from './settings.ts';
import type { MailSettings, MailTransport, SigningKey } from './settings.ts';
import { Templates } from './templates.ts';

/** Sends one delivery: compose, sign, keep the bytes, hand over, write down what came of it. */
@Injectable()
export class Sending implements WorkHandler {
  readonly job = 'delivery.send' as const;
  readonly table = 'deliveries';
  readonly states = ['queued', 'sending', 'delayed'];
  readonly claimedState = 'sending';
  private readonly logger = new Logger(Sending.name);
  private readonly gate = new DomainGate((fault) => this.logger.error(`parked mail: ${String(fault)}`));

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly workers: Workers,
    private readonly outcomes: Outcomes,
    private readonly templates: Templates,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
    @Inject(SIGNING_KEY) private readonly signingKey: SigningKey | null,
  ) {}

  /**
   * Takes a place at the recipient's domain. Where there is none, the row is given back and its id parked, so that a slow
   * domain holds two workers at the most. It is given back first: a claim that came earlier would find it taken.
   */
  async work(claim: Claim): Promise<void> {
    const delivery = await this.transactions.reader.getRepository(Delivery).findOneByOrFail({ id: claim.id });
    const domain = domainOf(delivery.recipient.email);
    if (await this.gate.enter(domain, () => this.send(claim, delivery))) return;
    await putBack(this.transactions.reader, this, claim);
    this.gate.park(domain, {
      id: claim.id,
      urgent: claim.lane === 'urgent',
      work: () => this.workers.take(this, claim.id, (again) => this.send(again, delivery)),
    });
  }

  private async send(claim: Claim, delivery: Delivery): Promise<void> {
    const email = delivery.recipient.email;
    // Looked at again here: nothing that a row says may carry mail of the demo to a real address.
    if (email === null || !isAllowedAddress(this.settings, email)) {
      await this.outcomes.refuse(claim, 'This installation does not mail that address.');
      return;
    }
    const mail = await this.keptMail(delivery, email);
    const result = await this.transport.send(mail);
    await this.outcomes.record(claim, result);
  }

  /** The bytes that were made at the first try, or made now and kept before anybody sees them. */
  private async keptMail(delivery: Delivery, email: string): Promise<OutgoingMail> {
    const envelope = { from: this.returnPath(delivery), to: email };
    const [kept] = await this.transactions.reader.query<{ raw: Buffer | null }[]>(
      'SELECT raw FROM deliveries WHERE id = $1',
      [delivery.id],
    );
    if (kept !== undefined && kept.raw !== null) return { envelope, raw: kept.raw };
    const { raw } = await this.compose(delivery, email);
    const [[stored]] = await this.transactions.reader.query<[{ raw: Buffer }[], number]>(
      `UPDATE deliveries SET raw = COALESCE(raw, $2), raw_sha256 = COALESCE(raw_sha256, $3), first_tried_at = COALESCE(first_tried_at, dnscert_now())
        WHERE id = $1 RETURNING raw`,
      [delivery.id, raw, createHash('sha256').update(raw).digest('hex')],
    );
    return { envelope, raw: stored?.raw ?? raw };
  }

  private async compose(delivery: Delivery, email: string): Promise<OutgoingMail> {
    if (this.signingKey === null) throw new Error('a process without the worker role was asked to sign');
    const notification = await this.transactions.reader
      .getRepository(Notification)
      .findOneByOrFail({ id: delivery.notificationId });
    const rendered = this.templates.render(
      notification.template,
      delivery.recipient.language,
      delivery.variables,
    );
    const number = delivery.variables['incidentNumber'] ?? '';
    const exercise = delivery.variables['exercise'] === '' ? '' : '[EXERCISE] ';
    const thread = `<incident-${number}@${this.settings.domain}>`;
    return composeSigned(
      {
        from: { name: 'DNS-CERT', address: this.settings.from },
        to: {
          address: email,
          ...(delivery.recipient.name === null ? {} : { name: delivery.recipient.name }),
        },
        replyTo: {
          name: 'DNS-CERT',
          address: tokenAddress('reply', delivery.mailToken, this.settings.domain),
        },
        subject: subjectLine({
          number,
          tlp: notification.tlp,
          text: exercise + (notification.subject ?? rendered.subject),
        }),
        text: rendered.body,
        date: await this.clock.now(),
        messageId: delivery.messageId,
        inReplyTo: thread,
        references: [thread],
        userAgent: `DNS-CERT/${this.settings.version}`,
        returnPath: this.returnPath(delivery),
      },
      this.signingKey,
    );
  }

  private returnPath(delivery: Delivery): string {
    return tokenAddress('bounce', delivery.mailToken, this.settings.domain);
  }

  /** It cannot be sent by fault of ours: a person sees it, with the reason. */
  async quarantine(claim: Claim, why: string): Promise<void> {
    await this.outcomes.refuse(claim, `It could not be sent: ${why.split('\n')[0] ?? why}`);
  }
}

const domainOf = (email: string | null) => email?.slice(email.lastIndexOf('@') + 1) ?? '';
