import { Inject, Injectable } from '@nestjs/common';
import { Audit, Letters } from '#libs/access';
import type { Tx } from '#libs/database';
import { MAIL_SETTINGS } from '../settings.ts';
import type { MailSettings } from '../settings.ts';

/** Whose mail comes back gets no more, until a person has it resumed; staff is told, once a day and list. */
@Injectable()
export class Pauses {
  constructor(
    private readonly audit: Audit,
    private readonly letters: Letters,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
  ) {}

  /** @param why the words of the server that refused it */
  async pause(tx: Tx, subscriptionIds: string[], why: string, now: Date): Promise<void> {
    const [paused] = await tx.query<[Paused[], number]>(
      `UPDATE list_subscriptions s SET state = 'paused', reason = $2, since = $3
         FROM mailing_lists l WHERE s.id = ANY($1) AND s.state = 'active' AND l.id = s.list_id
        RETURNING s.id, s.email, s.list_id AS "listId", l.name AS "listName"`,
      [subscriptionIds, `Its mail came back: ${why}`, now],
    );
    await this.audit.append(
      tx,
      paused.map(({ id, email, listId }) => ({
        type: 'subscription.paused',
        actor: { kind: 'system', name: 'mail relay' },
        subject: { kind: 'subscription', id },
        data: { listId, email, reason: why },
      })),
    );
    for (const one of paused) await this.tellStaff(tx, one, now);
  }

  private async tellStaff(tx: Tx, { email, listId, listName }: Paused, now: Date): Promise<void> {
    const [lists] = await tx.query<[unknown[], number]>(
      `UPDATE mailing_lists SET told_of_pauses_at = $2
        WHERE id = $1 AND (told_of_pauses_at IS NULL OR told_of_pauses_at < $2::timestamptz - interval '1 day') RETURNING id`,
      [listId, now],
    );
    if (lists.length === 0) return;
    await this.letters.write(tx, {
      template: 'list-member-paused',
      to: { email: this.settings.from },
      variables: { listName, member: email },
    });
  }
}

interface Paused {
  id: string;
  email: string;
  listId: string;
  listName: string;
}
