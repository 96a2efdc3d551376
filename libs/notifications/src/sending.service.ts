import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Tlp } from '#libs/contracts';
import { narrowest } from '#libs/contracts';
import { composeSigned, Gate, tokenAddress } from '#libs/mail';
import type { OutgoingMail } from '#libs/mail';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import type { Claim, Decision, Rest, Word, WorkHandler } from '#libs/queue';
import { AsideDeliveries } from './aside-deliveries.service.ts';
import { whyNotByMail } from './by-mail.ts';
import { mailWords } from './mail-words.ts';
import type { Delivery, Notification } from './notification.entity.ts';
import { Outcomes } from './outcomes.service.ts';
import { isAllowedAddress, MAIL_SETTINGS, MAIL_TRANSPORT, SIGNING_KEY } from './settings.ts';
import type { MailSettings, MailTransport, SigningKey } from './settings.ts';
import { Templates } from './templates.ts';

/** What a delivery needs to be made and sent, and the time. */
interface Loaded {
  id: string;
  recipient: Delivery['recipient'];
  variables: Delivery['variables'];
  messageId: string;
  mailToken: string;
  raw: Buffer | null;
  template: string;
  /** Of the notification, or of its incident where that was raised since. */
  tlp: Notification['tlp'];
  isReceipt: boolean;
  subject: string | null;
  now: Date;
}

/** Mails that a relay may have while we have not committed so: these are what a killed process sends twice, at the most. */
const MOST_UNRECORDED = 16;

/** Sends one delivery: compose, sign, keep the bytes, hand over, write down what came of it. */
@Injectable()
export class Sending implements WorkHandler {
  readonly job = 'delivery.send' as const;
  readonly table = 'deliveries';
  readonly states = ['queued', 'sending', 'delayed'];
  readonly claimedState = 'sending';
  readonly aside = { state: 'failed', again: 'queued', over: 'failed' };
  private readonly domains = new Gate();
  private readonly unrecorded = new Gate(MOST_UNRECORDED);

  constructor(
    private readonly transactions: Transactions,
    private readonly outcomes: Outcomes,
    private readonly asideDeliveries: AsideDeliveries,
    private readonly templates: Templates,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
    @Inject(SIGNING_KEY) private readonly signingKey: SigningKey | null,
  ) {}

  async work(claim: Claim): Promise<Rest | null> {
    const [rest = null] = await this.workAll([claim]);
    return rest;
  }

  /**
   * Signs and keeps the bytes, then leaves the worker: a place at the recipient's domain and the relay's answer are waited
   * for beside it, so that a slow domain holds up nobody else.
   */
  async workAll(claims: Claim[]): Promise<(Rest | null)[]> {
    const loaded = new Map((await this.load(claims)).map((one) => [one.id, one]));
    const fresh = new Map<string, Buffer>();
    for (const one of loaded.values()) {
      if (one.raw === null && this.mayBeMailed(one) && whyNot(one) === null)
        fresh.set(one.id, await this.compose(one));
    }
    const kept = await this.keep(fresh);
    return Promise.all(
      claims.map(async (claim) => {
        const one = loaded.get(claim.id);
        if (one === undefined) throw new Error(`no delivery ${claim.id}`);
        // Raised since it was written: the label of this moment counts.
        const why = whyNot(one);
        if (why !== null) {
          await this.outcomes.refuse(claim, `${why}: tell this contact another way.`, 'withheld');
          return null;
        }
        const raw = one.raw ?? kept.get(claim.id);
        const { email } = one.recipient;
        // Looked at again here: nothing that a row says may carry mail of the demo to a real address.
        if (raw === undefined || email === null || !this.mayBeMailed(one)) {
          await this.outcomes.refuse(claim, 'This installation does not mail that address.');
          return null;
        }
        const envelope = { from: this.returnPath(one), to: email };
        return { rest: this.handOver(claim, { envelope, raw }) };
      }),
    );
  }

  private mayBeMailed({ recipient: { email } }: Loaded): boolean {
    return email !== null && isAllowedAddress(this.settings, email);
  }

  private async handOver(claim: Claim, mail: OutgoingMail): Promise<void> {
    const domain = mail.envelope.to.slice(mail.envelope.to.lastIndexOf('@') + 1);
    const urgent = claim.lane === 'urgent';
    await this.domains.pass(domain, urgent, () =>
      this.unrecorded.pass('', urgent, async () => {
        const result = await this.transport.send(mail);
        await this.outcomes.record(claim, result);
      }),
    );
  }

  private async load(claims: Claim[]): Promise<Loaded[]> {
    const rows = await this.transactions.reader.query<(Loaded & { incidentTlp: Tlp | null })[]>(
      `SELECT d.id, d.recipient, d.variables, d.message_id AS "messageId", d.mail_token AS "mailToken", d.raw, n.template, n.tlp, n.subject,
              d.user_id IS NOT NULL AS "isReceipt", i.tlp AS "incidentTlp", date_trunc('milliseconds', dnscert_now()) AS now
         FROM deliveries d JOIN notifications n ON n.id = d.notification_id LEFT JOIN incidents i ON i.id = d.incident_id
        WHERE d.id = ANY($1)`,
      [claims.map(({ id }) => id)],
    );
    // A receipt repeats its own report alone, and goes by that report's label.
    return rows.map(({ incidentTlp, ...one }) =>
      incidentTlp === null || one.isReceipt ? one : { ...one, tlp: narrowest(one.tlp, incidentTlp) },
    );
  }

  /** The bytes are kept before anybody sees them; those that were kept first are the ones that go out. */
  private async keep(fresh: ReadonlyMap<string, Buffer>): Promise<Map<string, Buffer>> {
    if (fresh.size === 0) return new Map();
    const [stored] = await this.transactions.reader.query<[{ id: string; other: Buffer | null }[], number]>(
      `UPDATE deliveries d SET raw = COALESCE(d.raw, f.raw), raw_sha256 = COALESCE(d.raw_sha256, f.sha256),
              first_tried_at = COALESCE(d.first_tried_at, dnscert_now())
         FROM unnest($1::uuid[], $2::bytea[], $3::text[]) AS f (id, raw, sha256) WHERE d.id = f.id
        RETURNING d.id, CASE WHEN d.raw_sha256 <> f.sha256 THEN d.raw END AS other`,
      [
        [...fresh.keys()],
        [...fresh.values()],
        [...fresh.values()].map((raw) => createHash('sha256').update(raw).digest('hex')),
      ],
    );
    return new Map(stored.map(({ id, other }) => [id, other ?? fresh.get(id) ?? Buffer.alloc(0)]));
  }

  private async compose(one: Loaded): Promise<Buffer> {
    if (this.signingKey === null) throw new Error('a process without the worker role was asked to sign');
    const words = mailWords(this.templates, { ...one, language: one.recipient.language });
    const number = one.variables['incidentNumber'] ?? null;
    const thread = number === null ? null : `<incident-${number}@${this.settings.domain}>`;
    const { raw } = await composeSigned(
      {
        from: { name: 'DNS-CERT', address: this.settings.from },
        to: {
          address: one.recipient.email ?? '',
          ...(one.recipient.name === null ? {} : { name: one.recipient.name }),
        },
        replyTo: {
          name: 'DNS-CERT',
          address: tokenAddress('reply', one.mailToken, this.settings.domain),
        },
        ...words,
        date: one.now,
        messageId: one.messageId,
        ...(thread === null ? {} : { inReplyTo: thread, references: [thread] }),
        userAgent: `DNS-CERT/${this.settings.version}`,
        returnPath: this.returnPath(one),
      },
      this.signingKey,
    );
    return raw;
  }

  private returnPath({ mailToken }: Loaded): string {
    return tokenAddress('bounce', mailToken, this.settings.domain);
  }

  /** It cannot be sent by fault of ours: a person sees it, with the reason. */
  async quarantine(claim: Claim, why: string): Promise<void> {
    await this.asideDeliveries.putAside(this, claim, why);
  }

  async decided(tx: Tx, id: string, how: Decision, word: Word): Promise<void> {
    await this.asideDeliveries.decided(tx, id, how, word);
  }
}

const whyNot = ({ tlp, isReceipt }: Loaded) =>
  isReceipt ? whyNotByMail(tlp, 'receipt', 'source') : whyNotByMail(tlp, 'mail', 'named');
