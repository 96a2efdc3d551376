import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Letter } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, insertRows, Transactions } from '#libs/database';
import type { Claim, Decision, WorkHandler } from '#libs/queue';
import { putAside } from '#libs/queue';
import { Deliveries, SYSTEM } from './deliveries.service.ts';
import { isAllowedAddress, MAIL_SETTINGS } from './settings.ts';
import type { MailSettings } from './settings.ts';

/** Takes up letters: a notification about no incident, and one delivery to its recipient. */
@Injectable()
export class LetterPost implements WorkHandler {
  readonly job = 'letter.post' as const;
  readonly table = 'letters';
  readonly states = ['due'];
  readonly aside = { state: 'quarantined', again: 'due', over: 'discarded' };

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly deliveries: Deliveries,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
  ) {}

  async work(claim: Claim): Promise<null> {
    await this.workAll([claim]);
    return null;
  }

  async workAll(claims: Claim[]): Promise<null[]> {
    await this.transactions.run(async (tx) => this.post(tx, await this.held(tx, claims)));
    return claims.map(() => null);
  }

  private async post(tx: Tx, letters: Letter[]): Promise<void> {
    if (letters.length === 0) return;
    const now = await this.clock.now(tx);
    const posted = letters.map((letter) => ({ letter, notificationId: uuidv7() }));
    const languages = await languagesOf(tx, letters);
    await insertRows(
      tx,
      'notifications',
      posted.map(({ letter, notificationId }) => ({
        id: notificationId,
        template: letter.template,
        tlp: letter.tlp,
        audience: { person: true },
        sent_by: SYSTEM,
        created_at: now,
      })),
    );
    await this.deliveries.write(
      tx,
      posted.map(({ letter, notificationId }) => {
        const withheld = this.whyWithheld(letter);
        return {
          addressee: {
            operatorId: null,
            contactId: null,
            userId: null,
            recipient: {
              ...letter.recipient,
              language:
                letter.recipient.language ?? languages.get(letter.recipient.email.toLowerCase()) ?? 'en',
            },
            protection: null,
            withheld,
          },
          // Nobody will read what is withheld, and a link in it may be a secret.
          variables:
            withheld === null
              ? { tlp: letter.tlp, publicUrl: this.settings.publicUrl, ...letter.variables }
              : {},
          token: null,
          notificationId,
          incidentId: null,
          lane: letter.lane,
        };
      }),
      now,
    );
    await tx
      .getRepository(Letter)
      .update(
        { id: In(letters.map(({ id }) => id)) },
        { state: 'prepared', variables: {}, leaseUntil: null },
      );
  }

  private whyWithheld({ recipient: { email } }: Letter): string | null {
    return isAllowedAddress(this.settings, email)
      ? null
      : `This installation mails addresses under ${this.settings.onlyDomains.join(', ')} alone.`;
  }

  async quarantine(claim: Claim, why: string): Promise<void> {
    await putAside(this.transactions.reader, this, claim, why);
  }

  /** A link in it may be a secret, and now nobody will get it. */
  async decided(tx: Tx, id: string, how: Decision): Promise<void> {
    if (how === 'discarded') await tx.getRepository(Letter).update({ id }, { variables: {} });
  }

  /** Those that are still ours, locked. */
  private async held(tx: Tx, claims: Claim[]): Promise<Letter[]> {
    const rows = await tx.getRepository(Letter).find({
      where: { id: In(claims.map(({ id }) => id)), state: 'due' },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    return rows.filter(({ id, attempt }) =>
      claims.some((claim) => claim.id === id && claim.attempt === attempt),
    );
  }
}

/** As the directory has the addresses of letters that name no language themselves; by address in small letters. */
async function languagesOf(tx: Tx, letters: Letter[]): Promise<Map<string, string>> {
  const emails = letters.flatMap(({ recipient: { email, language } }) =>
    language === null ? email.toLowerCase() : [],
  );
  if (emails.length === 0) return new Map();
  const rows = await tx.query<{ email: string; language: string }[]>(
    `SELECT DISTINCT ON (lower(email)) lower(email) AS email, language FROM contacts
      WHERE lower(email) = ANY($1) AND removed_at IS NULL ORDER BY lower(email), call_order`,
    [emails],
  );
  return new Map(rows.map(({ email, language }) => [email, language]));
}
