import { Injectable } from '@nestjs/common';
import type { Lane } from '#libs/contracts';
import { narrowest } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Incident } from '#libs/incidents';
import type { NewEntry } from '#libs/timeline';
import type { Addressee } from './audience.ts';
import { Deliveries, SYSTEM } from './deliveries.service.ts';
import { Drafting } from './drafting.service.ts';
import { Notification } from './notification.entity.ts';

/** Where one contact of an operator cannot be reached, another stands in. */
@Injectable()
export class StandIns {
  constructor(
    private readonly drafting: Drafting,
    private readonly deliveries: Deliveries,
  ) {}

  /** Another contact of the same operator gets the same notice, with a link of its own where it has one, under the label of today. */
  async tell(
    tx: Tx,
    bounced: { id: string; notificationId: string; incidentId: string; lane: Lane },
    addressee: Addressee,
    now: Date,
  ): Promise<NewEntry[]> {
    const notification = await tx.getRepository(Notification).findOneByOrFail({ id: bounced.notificationId });
    const incident = await tx.getRepository(Incident).findOneByOrFail({ id: bounced.incidentId });
    const { template, body } = notification;
    const notice = { incident, template, tlp: narrowest(notification.tlp, incident.tlp), body };
    const draft = await this.drafting.draftFor(tx, notice, addressee, now);
    const { withheld } = await this.deliveries.write(
      tx,
      [
        {
          ...draft,
          insteadOfId: bounced.id,
          notificationId: notification.id,
          incidentId: incident.id,
          lane: bounced.lane,
        },
      ],
      now,
    );
    return [
      {
        type: 'delivery.escalated',
        actor: SYSTEM,
        at: now,
        data: {
          operatorId: addressee.operatorId,
          insteadOf: bounced.id,
          contactId: addressee.contactId,
          notificationId: notification.id,
        },
      },
      ...withheld.map(({ entry }) => entry),
    ];
  }
}
