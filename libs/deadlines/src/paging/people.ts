import type { Language } from '#libs/contracts';
import type { Tx } from '#libs/database';

/** One of ours, with how they are paged. */
export interface Pageable {
  userId: string;
  name: string;
  email: string;
  phone: string | null;
  topic: string | null;
  /** That pages to them are written in. */
  language: Language;
}

const PEOPLE = `
  SELECT u.id AS "userId", u.name, u.email, p.phone, p.topic, coalesce(p.language, 'en') AS language FROM users u LEFT JOIN paging_addresses p ON p.user_id = u.id
   WHERE u.deactivated_at IS NULL AND u.role IN ('responder', 'lead')`;

/** Who has left, or is of the CERT no more, is paged no more. */
export const pageable = (reader: Tx, userIds: string[]): Promise<Pageable[]> =>
  reader.query(`${PEOPLE} AND u.id = ANY($1) ORDER BY u.name, u.id`, [userIds]);

export const leads = (reader: Tx): Promise<Pageable[]> =>
  reader.query(`${PEOPLE} AND u.role = 'lead' ORDER BY u.name, u.id`);
