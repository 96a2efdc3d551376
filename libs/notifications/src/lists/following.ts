import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '#libs/database';
import { insertRows } from '#libs/database';
import type { MailingList } from './list.entity.ts';

interface Wanted {
  contact_id: string;
  operator_id: string;
  email: string;
  name: string | null;
  language: string;
  timezone: string;
}

/** Of a link by which its reader leaves. */
export const newLeaveToken = (): string => randomBytes(24).toString('base64url');

/** Why somebody was ended who comes back with the directory. Whom a person took out does not. */
const GONE = 'It is no contact of the directory any more.';

/**
 * Makes the members of a list that follows the directory those of this moment: each operator's security contacts, else whoever is
 * first in its order of call. Who has left or was taken out stays away, and whose mail came back stays paused.
 */
export async function followDirectory(tx: Tx, { id, membership }: MailingList, now: Date): Promise<void> {
  if (membership !== 'directory') return;
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`list ${id}`]);
  const wanted = await tx.query<Wanted[]>(WANTED);
  await tx.query(
    `UPDATE list_subscriptions SET state = 'ended', reason = $4, since = $3
      WHERE list_id = $1 AND state IN ('active', 'paused') AND lower(email) <> ALL($2)`,
    [id, wanted.map(({ email }) => email.toLowerCase()), now, GONE],
  );
  const [known] = await tx.query<[{ email: string }[], number]>(
    `UPDATE list_subscriptions s SET contact_id = w.contact_id, operator_id = w.operator_id, name = w.name, language = w.language,
            timezone = w.timezone, since = CASE WHEN ${BACK} THEN $3 ELSE s.since END,
            reason = CASE WHEN ${BACK} THEN NULL ELSE s.reason END,
            state = CASE WHEN ${BACK} THEN 'active' ELSE s.state END
       FROM jsonb_to_recordset($2) AS w (contact_id uuid, operator_id uuid, email text, name text, language text, timezone text)
      WHERE s.list_id = $1 AND lower(s.email) = lower(w.email) RETURNING lower(s.email) AS email`,
    [id, JSON.stringify(wanted), now, GONE],
  );
  const there = new Set(known.map(({ email }) => email));
  await insertRows(
    tx,
    'list_subscriptions',
    wanted
      .filter(({ email }) => !there.has(email.toLowerCase()))
      .map((one) => ({
        id: uuidv7(),
        list_id: id,
        ...one,
        state: 'active',
        since: now,
        leave_token: newLeaveToken(),
        created_at: now,
      })),
  );
}

const BACK = `s.state = 'ended' AND s.reason = $4`;

const WANTED = `
  SELECT DISTINCT ON (lower(email)) id AS contact_id, operator_id, email, name, language, timezone
    FROM (SELECT c.*, bool_or(role = 'security') OVER (PARTITION BY operator_id) AS has_security,
                 min(call_order) OVER (PARTITION BY operator_id) AS first
            FROM contacts c WHERE removed_at IS NULL) AS c
   WHERE CASE WHEN has_security THEN role = 'security' ELSE call_order = first END
   ORDER BY lower(email), call_order, id`;
