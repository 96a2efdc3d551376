import { Injectable } from '@nestjs/common';
import type { ContactPackRecipientView, ContactPackView, ContactRole, DeliveryState } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { NotificationFault } from '../faults.ts';

interface RecipientRow {
  contactId: string;
  email: string;
  role: ContactRole;
  slug: string;
  name: string;
  delivery: DeliveryState;
  why: string | null;
  encryptedTo: string | null;
  handedOverAt: Date | null;
}

/** When the contact pack went to whom. What stands in one is shown to nobody: it is its reader's alone. */
@Injectable()
export class ContactPackResults {
  constructor(private readonly transactions: Transactions) {}

  /** The newest month first, before `after`. */
  async list(limit: number, after?: string): Promise<ContactPackView[]> {
    const rows = await this.transactions.reader.query<
      { month: string; builtAt: Date; deliveries: { state: DeliveryState; count: number }[] }[]
    >(
      `SELECT p.month, p.built_at AS "builtAt", COALESCE((SELECT jsonb_agg(s ORDER BY s.state) FROM (
           SELECT d.state, count(*)::int AS count FROM deliveries d WHERE d.notification_id = p.notification_id GROUP BY d.state
         ) s), '[]') AS deliveries
         FROM contact_packs p WHERE $2::text IS NULL OR p.month < $2 ORDER BY p.month DESC LIMIT $1`,
      [limit, after ?? null],
    );
    return rows.map(({ month, builtAt, deliveries }) => ({
      month,
      builtAt: builtAt.toISOString(),
      recipients: deliveries.reduce((total, { count }) => total + count, 0),
      deliveries,
    }));
  }

  /**
   * In the order of their addresses, after `after`.
   * @param state of the mail; undefined: all
   * @throws NotificationFault `contact_pack.not_found`
   */
  async recipients(
    month: string,
    state: DeliveryState | undefined,
    limit: number,
    after?: string,
  ): Promise<ContactPackRecipientView[]> {
    const { reader } = this.transactions;
    const known = await reader.query<unknown[]>('SELECT 1 FROM contact_packs WHERE month = $1', [month]);
    if (known.length === 0)
      throw new NotificationFault('contact_pack.not_found', 'There is no contact pack of that month.');
    const rows = await reader.query<RecipientRow[]>(
      `SELECT d.contact_id AS "contactId", d.recipient->>'email' AS email, c.role, o.slug, o.name, d.state AS delivery,
              COALESCE(d.reason, d.response) AS why, d.encrypted_to AS "encryptedTo", d.handed_over_at AS "handedOverAt"
         FROM contact_packs p JOIN deliveries d ON d.notification_id = p.notification_id
         JOIN contacts c ON c.id = d.contact_id JOIN operators o ON o.id = d.operator_id
        WHERE p.month = $1 AND ($4::text IS NULL OR d.state = $4) AND ($3::text IS NULL OR lower(d.recipient->>'email') || ' ' || d.contact_id > $3)
        ORDER BY lower(d.recipient->>'email') || ' ' || d.contact_id LIMIT $2`,
      [month, limit, after ?? null, state ?? null],
    );
    return rows.map(({ slug, name, handedOverAt, ...row }) => ({
      ...row,
      operator: { slug, name },
      handedOverAt: handedOverAt?.toISOString() ?? null,
    }));
  }
}
