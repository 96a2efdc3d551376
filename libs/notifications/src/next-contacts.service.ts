import { Inject, Injectable } from '@nestjs/common';
import type { Lane, Tlp } from '#libs/contracts';
import { narrowest } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Directory } from '#libs/operators';
import type { NewEntry } from '#libs/timeline';
import { addresseeOf, nextContact } from './audience.ts';
import { MAIL_SETTINGS } from './settings.ts';
import type { MailSettings } from './settings.ts';
import { RECORD_SLICE } from './slices/record-slice.ts';
import { StandIns } from './stand-ins.service.ts';

interface Last {
  id: string;
  notificationId: string;
  lane: Lane;
  tlp: Tlp;
  incidentTlp: Tlp;
}

/** An operator that is silent: what it was told goes to the next of its contacts as well. */
@Injectable()
export class NextContacts {
  constructor(
    private readonly directory: Directory,
    private readonly standIns: StandIns,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
  ) {}

  /**
   * The next in the order of call who was told nothing of this incident gets the last notice, with a link of its own.
   * @returns its name and the entries, for the caller's append; null: there is nobody left to mail, or it would not go out
   */
  async tell(
    tx: Tx,
    incidentId: string,
    operatorId: string,
    now: Date,
  ): Promise<{ contact: string; entries: NewEntry[] } | null> {
    const [last] = await tx.query<Last[]>(
      `SELECT d.id, d.notification_id AS "notificationId", d.lane, n.tlp, i.tlp AS "incidentTlp"
         FROM deliveries d JOIN notifications n ON n.id = d.notification_id JOIN incidents i ON i.id = d.incident_id
        WHERE d.incident_id = $1 AND d.operator_id = $2 AND d.user_id IS NULL AND d.token_hash IS NOT NULL
        ORDER BY d.created_at DESC, d.id DESC LIMIT 1`,
      [incidentId, operatorId],
    );
    if (last === undefined) return null;
    // A slice of the record told its reader nothing that somebody could act on.
    const told = await tx.query<{ email: string | null }[]>(
      `SELECT d.recipient->>'email' AS email FROM deliveries d JOIN notifications n ON n.id = d.notification_id
        WHERE d.incident_id = $1 AND d.operator_id = $2 AND n.template <> $3`,
      [incidentId, operatorId, RECORD_SLICE],
    );
    const emails = new Set(told.map(({ email }) => (email ?? '').toLowerCase()));
    const next = nextContact(await this.directory.contactsOf([operatorId], tx), emails);
    if (next === null) return null;
    const label = { tlp: narrowest(last.tlp, last.incidentTlp), relation: 'named' as const };
    const addressee = addresseeOf(next, label, this.settings, now);
    if (addressee.withheld !== null) return null;
    const entries = await this.standIns.tell(tx, { ...last, incidentId }, addressee, now);
    return { contact: next.name ?? next.email, entries };
  }
}
