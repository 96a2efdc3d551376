import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { groupBy } from '#libs/contracts';
import { Audit } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, insertRows, Transactions } from '#libs/database';
import { Directory, Operator, Tld } from '#libs/operators';
import type { Contact } from '#libs/operators';
import { addresseeOf } from '../audience.ts';
import { Deliveries, SYSTEM } from '../deliveries.service.ts';
import type { NewDelivery } from '../deliveries.service.ts';
import { isAllowedAddress, MAIL_SETTINGS } from '../settings.ts';
import type { MailSettings } from '../settings.ts';
import { builtAtFor, contactLines, directoryLines } from './pack-text.ts';
import { CONTACT_PACK, PACK_LABEL, protectionOfPack } from './protection.ts';

/** Mails each operator's contacts, once a month, what they need when the network does not serve. */
@Injectable()
export class ContactPacks {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly directory: Directory,
    private readonly deliveries: Deliveries,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
  ) {}

  /**
   * The pack of this month, if its day has come and it has not been sent: once, however many processes ask.
   * @param day of the month, in UTC, from 1 to 28; undefined: none is ever sent
   * @returns to how many contacts it was written; null: nothing was due
   */
  async sendDue(day: number | undefined): Promise<number | null> {
    const today = await this.clock.now();
    if (day === undefined || today.getUTCDate() < day || (await this.isSent(today))) return null;
    return this.transactions.run(async (tx) => {
      const now = await this.clock.now(tx);
      const month = monthOf(now);
      // Whoever else is at it waits here, and finds that it is done.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('dnscert.contact-pack'))`);
      const sent = await tx.query<unknown[]>('SELECT 1 FROM contact_packs WHERE month = $1', [month]);
      return sent.length > 0 ? null : this.send(tx, month, now);
    });
  }

  private async isSent(at: Date): Promise<boolean> {
    const rows = await this.transactions.reader.query<unknown[]>(
      'SELECT 1 FROM contact_packs WHERE month = $1',
      [monthOf(at)],
    );
    return rows.length > 0;
  }

  private async send(tx: Tx, month: string, now: Date): Promise<number> {
    const operators = await tx.getRepository(Operator).find({ order: { slug: 'ASC' } });
    const tlds = await tx.getRepository(Tld).find({ order: { label: 'ASC' } });
    const tldsOf = groupBy(tlds, ({ operatorId }) => operatorId);
    const listed = operators.map(({ id, name, country }) => ({
      id,
      name,
      country,
      tlds: (tldsOf.get(id) ?? []).map(({ unicode }) => unicode),
    }));
    const notificationId = uuidv7();
    await insertRows(tx, 'notifications', [
      {
        id: notificationId,
        template: CONTACT_PACK,
        tlp: PACK_LABEL.tlp,
        audience: { person: true },
        body: directoryLines(listed),
        sent_by: SYSTEM,
        created_at: now,
      },
    ]);
    await insertRows(tx, 'contact_packs', [{ month, built_at: now, notification_id: notificationId }]);
    const contacts = await this.directory.contactsOf(
      operators.map(({ id }) => id),
      tx,
    );
    const [key] = await tx.query<{ fingerprint: string }[]>(
      'SELECT fingerprint FROM published_keys ORDER BY published_at DESC LIMIT 1',
    );
    const own = groupBy(contacts, ({ operatorId }) => operatorId);
    const written = listed.flatMap(({ id, name }) =>
      oncePerMailbox(own.get(id) ?? []).map((contact): NewDelivery => {
        const withheld = this.whyNot(contact, now);
        return {
          addressee: { ...addresseeOf(contact, PACK_LABEL, this.settings, now), withheld },
          // Nobody will read what is withheld.
          variables:
            withheld === null
              ? {
                  tlp: PACK_LABEL.tlp,
                  month,
                  publicUrl: this.settings.publicUrl,
                  operatorName: name,
                  builtAt: builtAtFor(contact, now),
                  contacts: contactLines(own.get(id) ?? []),
                  mail: this.settings.from,
                  telephone: this.settings.telephone ?? '',
                  fingerprint: key?.fingerprint ?? '',
                }
              : {},
          token: null,
          notificationId,
          incidentId: null,
          lane: 'normal',
        };
      }),
    );
    await this.deliveries.write(tx, written, now);
    const withheld = written.filter(({ addressee }) => addressee.withheld !== null).length;
    await this.audit.append(tx, [
      {
        type: 'contact_pack.sent',
        actor: SYSTEM,
        data: { month, recipients: written.length, withheld },
      },
    ]);
    return written.length;
  }

  private whyNot(contact: Contact, now: Date): string | null {
    if (!isAllowedAddress(this.settings, contact.email))
      return `This installation mails addresses under ${this.settings.onlyDomains.join(', ')} alone.`;
    const { way, why } = protectionOfPack(contact, now);
    return way === 'encrypted' ? null : why;
  }
}

const monthOf = (at: Date): string => at.toISOString().slice(0, 7);

/** A mailbox that holds two roles at an operator gets one, by the role that has a key. */
function oncePerMailbox(contacts: Contact[]): Contact[] {
  const boxes = groupBy(contacts, ({ email }) => email.toLowerCase());
  return [...boxes.values()].flatMap(
    (own) => own.find(({ keyArmored }) => keyArmored !== null) ?? own[0] ?? [],
  );
}
