import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Tlp } from '#libs/contracts';
import { narrowest } from '#libs/contracts';
import { Gate } from '#libs/mail';
import type { OutgoingMail } from '#libs/mail';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import type { Claim, Decision, Rest, Word, WorkHandler } from '#libs/queue';
import { AsideDeliveries } from './aside-deliveries.service.ts';
import { Composing } from './composing.service.ts';
import type { Loaded, Made } from './composing.service.ts';
import { LOCK } from './lists/members.ts';
import { Outcomes } from './outcomes.service.ts';
import { isAllowedAddress, MAIL_SETTINGS, MAIL_TRANSPORT } from './settings.ts';
import type { MailSettings, MailTransport } from './settings.ts';
import { OPENED_AGAIN } from './slices/record-slice.ts';

/** Mails that a relay may have while we have not committed so: these are what a killed process sends twice, at the most. */
const MOST_UNRECORDED = 16;

/** Sends one delivery: compose, sign, encrypt, keep the bytes, hand over, write down what came of it. */
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
    private readonly composing: Composing,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
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
    const due = [...loaded.values()].filter(
      (one) => one.raw === null && this.mayBeMailed(one) && this.composing.whyNot(one) === null,
    );
    const made = due.map(async (one): Promise<[string, Made]> => [one.id, await this.composing.make(one)]);
    const kept = await this.keep(new Map(await Promise.all(made)));
    return Promise.all(
      claims.map(async (claim) => {
        const one = loaded.get(claim.id);
        if (one === undefined) throw new Error(`no delivery ${claim.id}`);
        // Raised since it was written: the label of this moment counts.
        const why = this.composing.whyNot(one);
        if (why !== null) {
          await this.outcomes.refuse(claim, why, 'withheld');
          return null;
        }
        const raw = one.raw ?? kept.get(claim.id);
        const { email } = one.recipient;
        // Looked at again here: nothing that a row says may carry mail of the demo to a real address.
        if (raw === undefined || email === null || !this.mayBeMailed(one)) {
          await this.outcomes.refuse(claim, 'This installation does not mail that address.');
          return null;
        }
        const envelope = { from: this.composing.returnPath(one), to: email };
        return { rest: this.handOver(claim, { envelope, raw }, one.list !== null) };
      }),
    );
  }

  private mayBeMailed({ recipient: { email } }: Loaded): boolean {
    return email !== null && isAllowedAddress(this.settings, email);
  }

  private async handOver(claim: Claim, mail: OutgoingMail, isOfList: boolean): Promise<void> {
    const domain = mail.envelope.to.slice(mail.envelope.to.lastIndexOf('@') + 1);
    const urgent = claim.lane === 'urgent';
    await this.domains.pass(domain, urgent, () =>
      this.unrecorded.pass('', urgent, async () => {
        const result = await this.transport.send(mail);
        await this.outcomes.record(claim, result, isOfList);
      }),
    );
  }

  private async load(claims: Claim[]): Promise<Loaded[]> {
    const rows = await this.transactions.reader.query<(Loaded & { incidentTlp: Tlp | null })[]>(
      `SELECT d.id, d.incident_id AS "incidentId", d.operator_id AS "operatorId", d.recipient, d.variables, d.message_id AS "messageId", d.mail_token AS "mailToken", d.raw, n.template, n.tlp, n.subject, n.body,
              d.user_id IS NOT NULL AS "isReceipt", ${OPENED_AGAIN} AS "isOpenedAgain", i.tlp AS "incidentTlp", date_trunc('milliseconds', dnscert_now()) AS now,
              CASE WHEN c.id IS NOT NULL THEN jsonb_build_object('encryption', c.encryption, 'keyFingerprint', c.key_fingerprint,
                'keyArmored', c.key_armored, 'keyExpiresAt', c.key_expires_at)
                   WHEN s.id IS NOT NULL THEN jsonb_build_object('encryption', ${LOCK.encryption}, 'keyFingerprint', ${LOCK.keyFingerprint},
                'keyArmored', ${LOCK.keyArmored}, 'keyExpiresAt', ${LOCK.keyExpiresAt}) END AS contact,
              CASE WHEN l.id IS NOT NULL THEN jsonb_build_object('slug', l.slug, 'name', l.name, 'kind', l.kind, 'open', l.open, 'posting', l.posting,
                'tlp', l.tlp, 'encryptedOnly', l.encrypted_only, 'leaveToken', s.leave_token,
                'isLeft', COALESCE(s.state NOT IN ('active', 'paused'), false)) END AS list
         FROM deliveries d JOIN notifications n ON n.id = d.notification_id
         LEFT JOIN incidents i ON i.id = COALESCE(d.incident_id, CASE WHEN n.list_id IS NOT NULL THEN n.incident_id END)
         LEFT JOIN contacts c ON c.id = d.contact_id
         LEFT JOIN mailing_lists l ON l.id = n.list_id
         LEFT JOIN list_subscriptions s ON s.id = d.subscription_id
         LEFT JOIN contacts sc ON sc.id = s.contact_id
        WHERE d.id = ANY($1)`,
      [claims.map(({ id }) => id)],
    );
    // A receipt repeats its own report alone, and goes by that report's label.
    return rows.map(({ incidentTlp, ...one }) =>
      incidentTlp === null || one.isReceipt ? one : { ...one, tlp: narrowest(one.tlp, incidentTlp) },
    );
  }

  /** The bytes are kept before anybody sees them; those that were kept first are the ones that go out. */
  private async keep(fresh: ReadonlyMap<string, Made>): Promise<Map<string, Buffer>> {
    if (fresh.size === 0) return new Map();
    const made = [...fresh.values()];
    const [stored] = await this.transactions.reader.query<[{ id: string; other: Buffer | null }[], number]>(
      `UPDATE deliveries d SET raw = COALESCE(d.raw, f.raw), raw_sha256 = COALESCE(d.raw_sha256, f.sha256),
              protection = COALESCE(d.protection, f.protection), first_tried_at = COALESCE(d.first_tried_at, dnscert_now()),
              encrypted_to = CASE WHEN d.raw IS NULL THEN f.encrypted_to ELSE d.encrypted_to END,
              clear_reason = CASE WHEN d.raw IS NULL THEN f.clear_reason ELSE d.clear_reason END,
              reason = CASE WHEN d.raw IS NULL THEN f.reason ELSE d.reason END
         FROM unnest($1::uuid[], $2::bytea[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
              AS f (id, raw, sha256, protection, encrypted_to, clear_reason, reason) WHERE d.id = f.id
        RETURNING d.id, CASE WHEN d.raw_sha256 <> f.sha256 THEN d.raw END AS other`,
      [
        [...fresh.keys()],
        made.map(({ raw }) => raw),
        made.map(({ raw }) => createHash('sha256').update(raw).digest('hex')),
        made.map(({ protection }) => protection),
        made.map(({ encryptedTo }) => encryptedTo),
        made.map(({ inClear }) => inClear),
        made.map(({ reason }) => reason),
      ],
    );
    return new Map(stored.map(({ id, other }) => [id, other ?? fresh.get(id)?.raw ?? Buffer.alloc(0)]));
  }

  /** It cannot be sent by fault of ours: a person sees it, with the reason. */
  async quarantine(claim: Claim, why: string): Promise<void> {
    await this.asideDeliveries.putAside(this, claim, why);
  }

  async decided(tx: Tx, id: string, how: Decision, word: Word): Promise<void> {
    await this.asideDeliveries.decided(tx, id, how, word);
  }
}
