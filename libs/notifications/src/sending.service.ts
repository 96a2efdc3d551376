import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { subjectLine } from '#libs/mail';
import { composeSigned, DomainGate, tokenAddress } from '#libs/mail';
import type { OutgoingMail } from '#libs/mail';
import { Transactions } from '#libs/database';
import type { Claim, Rest, WorkHandler } from '#libs/queue';
import type { Delivery, Notification } from './notification.entity.ts';
import { Outcomes } from './outcomes.service.ts';
import { isAllowedAddress, MAIL_SETTINGS, MAIL_TRANSPORT, SIGNING_KEY } from './settings.ts';
import type { MailSettings, MailTransport, SigningKey } from './settings.ts';
import { Templates } from './templates.ts';

/** What a delivery needs to be made and sent. */
interface Loaded {
  delivery: Pick<Delivery, 'id' | 'recipient' | 'variables' | 'messageId' | 'mailToken' | 'raw'>;
  notification: Pick<Notification, 'template' | 'tlp' | 'subject'>;
  now: Date;
}

type LoadedRow = Pick<Delivery, 'recipient' | 'variables' | 'raw'> &
  Loaded['notification'] & { message_id: string; mail_token: string; now: Date };

/** Mails that a relay may have while we have not committed so: these are what a killed process sends twice, at the most. */
const MOST_UNRECORDED = 16;

/** Sends one delivery: compose, sign, keep the bytes, hand over, write down what came of it. */
@Injectable()
export class Sending implements WorkHandler {
  readonly job = 'delivery.send' as const;
  readonly table = 'deliveries';
  readonly states = ['queued', 'sending', 'delayed'];
  readonly claimedState = 'sending';
  private readonly gate = new DomainGate();
  private readonly unrecorded = new DomainGate(MOST_UNRECORDED);

  constructor(
    private readonly transactions: Transactions,
    private readonly outcomes: Outcomes,
    private readonly templates: Templates,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
    @Inject(SIGNING_KEY) private readonly signingKey: SigningKey | null,
  ) {}

  /**
   * Signs and keeps the bytes, then leaves the worker: a place at the recipient's domain and the relay's answer are waited
   * for beside it, so that a slow domain holds up nobody else.
   */
  async work(claim: Claim): Promise<Rest | undefined> {
    const { delivery, notification, now } = await this.load(claim.id);
    const email = delivery.recipient.email;
    // Looked at again here: nothing that a row says may carry mail of the demo to a real address.
    if (email === null || !isAllowedAddress(this.settings, email)) {
      await this.outcomes.refuse(claim, 'This installation does not mail that address.');
      return undefined;
    }
    const envelope = { from: this.returnPath(delivery), to: email };
    const raw =
      delivery.raw ?? (await this.keep(delivery.id, await this.compose(delivery, notification, email, now)));
    return { rest: this.handOver(claim, { envelope, raw }) };
  }

  private async handOver(claim: Claim, mail: OutgoingMail): Promise<void> {
    const domain = mail.envelope.to.slice(mail.envelope.to.lastIndexOf('@') + 1);
    const urgent = claim.lane === 'urgent';
    await this.gate.pass(domain, urgent, () =>
      this.unrecorded.pass('', urgent, async () => {
        const result = await this.transport.send(mail);
        await this.outcomes.record(claim, result);
      }),
    );
  }

  /** In one go: this is the most frequent work of the service. */
  private async load(id: string): Promise<Loaded> {
    const [row] = await this.transactions.reader.query<LoadedRow[]>(
      `SELECT d.recipient, d.variables, d.message_id, d.mail_token, d.raw, n.template, n.tlp, n.subject,
              date_trunc('milliseconds', dnscert_now()) AS now
         FROM deliveries d JOIN notifications n ON n.id = d.notification_id WHERE d.id = $1`,
      [id],
    );
    if (row === undefined) throw new Error(`no delivery ${id}`);
    const {
      recipient,
      variables,
      message_id: messageId,
      mail_token: mailToken,
      raw,
      now,
      ...notification
    } = row;
    return { delivery: { id, recipient, variables, messageId, mailToken, raw }, notification, now };
  }

  /** The bytes are kept before anybody sees them; those that were kept first are the ones that go out. */
  private async keep(id: string, raw: Buffer): Promise<Buffer> {
    const [[stored]] = await this.transactions.reader.query<[{ raw: Buffer }[], number]>(
      `UPDATE deliveries SET raw = COALESCE(raw, $2), raw_sha256 = COALESCE(raw_sha256, $3), first_tried_at = COALESCE(first_tried_at, dnscert_now())
        WHERE id = $1 RETURNING raw`,
      [id, raw, createHash('sha256').update(raw).digest('hex')],
    );
    return stored?.raw ?? raw;
  }

  private async compose(
    delivery: Loaded['delivery'],
    notification: Loaded['notification'],
    email: string,
    date: Date,
  ): Promise<Buffer> {
    if (this.signingKey === null) throw new Error('a process without the worker role was asked to sign');
    const rendered = this.templates.render(
      notification.template,
      delivery.recipient.language,
      delivery.variables,
    );
    const number = delivery.variables['incidentNumber'] ?? '';
    const exercise = delivery.variables['exercise'] === '' ? '' : '[EXERCISE] ';
    const thread = `<incident-${number}@${this.settings.domain}>`;
    const { raw } = await composeSigned(
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
        date,
        messageId: delivery.messageId,
        inReplyTo: thread,
        references: [thread],
        userAgent: `DNS-CERT/${this.settings.version}`,
        returnPath: this.returnPath(delivery),
      },
      this.signingKey,
    );
    return raw;
  }

  private returnPath(delivery: Loaded['delivery']): string {
    return tokenAddress('bounce', delivery.mailToken, this.settings.domain);
  }

  /** It cannot be sent by fault of ours: a person sees it, with the reason. */
  async quarantine(claim: Claim, why: string): Promise<void> {
    await this.outcomes.refuse(claim, `It could not be sent: ${why.split('\n')[0] ?? why}`);
  }
}
