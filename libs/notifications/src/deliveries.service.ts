import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Lane, TimelineActor } from '#libs/contracts';
import { digestOf } from '#libs/access';
import type { Tx } from '#libs/database';
import { insertRows } from '#libs/database';
import { messageId } from '#libs/mail';
import { Bells } from '#libs/queue';
import type { NewEntry } from '#libs/timeline';
import type { Addressee } from './audience.ts';
import { MAIL_SETTINGS } from './settings.ts';
import type { MailSettings } from './settings.ts';

export const SYSTEM: TimelineActor = { kind: 'system', name: 'notifications' };

/** One message for one recipient, with what the template will be filled with. */
export interface Draft {
  addressee: Addressee;
  variables: Record<string, string>;
  /** Of the link that answers without an account; null where nothing is asked. */
  token: string | null;
  /** The delivery that did not get through, where this one stands in for it. */
  insteadOfId?: string;
  /** Of the member of a list whom it goes to. */
  subscriptionId?: string | null;
}

export interface NewDelivery extends Draft {
  /** Where something else points at it; made here when absent. */
  id?: string;
  notificationId: string;
  /** Null for a letter, and for an alert to a list. */
  incidentId: string | null;
  lane: Lane;
}

/** Writes deliveries and rings for their sending. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly bells: Bells,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
  ) {}

  /** One statement for all of them. @returns the entries of those that are withheld, for the caller's append */
  async write(
    tx: Tx,
    deliveries: NewDelivery[],
    now: Date,
  ): Promise<{ withheld: { incidentId: string; entry: NewEntry }[] }> {
    const rows = deliveries.map(
      ({ addressee, variables, token, insteadOfId, subscriptionId, id, ...rest }) => ({
        id: id ?? uuidv7(),
        notification_id: rest.notificationId,
        incident_id: rest.incidentId,
        operator_id: addressee.operatorId,
        contact_id: addressee.contactId,
        user_id: addressee.userId,
        recipient: addressee.recipient,
        variables,
        state: addressee.withheld === null ? 'queued' : 'withheld',
        reason: addressee.withheld,
        message_id: messageId(this.settings.domain),
        token_hash: token === null ? null : digestOf(token),
        mail_token: randomBytes(18).toString('hex'),
        instead_of_id: insteadOfId ?? null,
        subscription_id: subscriptionId ?? null,
        created_at: now,
        lane: rest.lane,
        due_at: now,
        attempt: 0,
        strikes: 0,
        rung_at: now,
      }),
    );
    await insertRows(tx, 'deliveries', rows);
    for (const { id, lane, state } of rows) {
      if (state === 'queued') this.bells.ringAfterCommit(tx, { job: 'delivery.send', lane, id, attempt: 0 });
    }
    return {
      withheld: rows
        .filter(({ state }) => state === 'withheld')
        .flatMap(({ id, incident_id, operator_id, contact_id, notification_id, reason }) => {
          if (incident_id === null) return [];
          const entry: NewEntry = {
            type: 'delivery.withheld',
            actor: SYSTEM,
            at: now,
            data: {
              deliveryId: id,
              operatorId: operator_id,
              contactId: contact_id,
              notificationId: notification_id,
              to: 'withheld',
              reason,
            },
          };
          return [{ incidentId: incident_id, entry }];
        }),
    };
  }
}
