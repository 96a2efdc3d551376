import { Injectable } from '@nestjs/common';
import type { ContactKeyCountsView, ContactKeyState, ContactKeyView } from '#libs/contracts';
import { CONTACT_KEY_STATES, KEY_WARNING_DAYS } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { partFingerprints } from '#libs/mail';
import { OperatorsFault } from '../faults.ts';

interface Row extends Omit<ContactKeyView, 'operator' | 'keyExpiresAt' | 'warnedAt'> {
  operatorSlug: string;
  operatorName: string;
  keyExpiresAt: Date | null;
  warnedAt: Date | null;
}

/** By the database's clock. */
const STATE = `CASE WHEN c.key_armored IS NULL THEN 'none' WHEN c.key_algorithm = 'unknown' THEN 'unreadable'
  WHEN c.key_expires_at <= dnscert_now() THEN 'ended'
  WHEN c.key_expires_at <= dnscert_now() + interval '${KEY_WARNING_DAYS} days' THEN 'ends_soon' ELSE 'good' END`;

const CONTACTS = `SELECT c.id AS "contactId", c.operator_id AS "operatorId", o.slug AS "operatorSlug", o.name AS "operatorName", c.email, c.name, c.role,
    c.encryption, c.key_fingerprint AS "keyFingerprint", c.key_algorithm AS "keyAlgorithm", c.key_expires_at AS "keyExpiresAt", ${STATE} AS state,
    (SELECT max(w.warned_at) FROM contact_key_warnings w WHERE w.contact_id = c.id AND w.fingerprint = c.key_fingerprint) AS "warnedAt",
    (SELECT ch.id FROM contact_changes ch WHERE ch.contact_id = c.id AND ch.state IN ('asked', 'frozen')
      ORDER BY ch.asked_at DESC LIMIT 1) AS "changeId"
  FROM contacts c JOIN operators o ON o.id = c.operator_id WHERE c.removed_at IS NULL`;

/** Contacts by the key that we have for them. */
@Injectable()
export class ContactKeys {
  constructor(private readonly transactions: Transactions) {}

  /** In the order of their addresses, after `after` (`address id`). */
  async page(
    { state, q }: { state?: ContactKeyState | undefined; q?: string | undefined },
    limit: number,
    after?: string,
  ): Promise<ContactKeyView[]> {
    const rows = await this.transactions.reader.query<Row[]>(
      `${CONTACTS} AND ($1::text IS NULL OR ${STATE} = $1) AND ($2::text IS NULL OR lower(c.email) || ' ' || c.id > $2)
         AND ($3::text IS NULL OR strpos(lower(c.email || ' ' || o.slug || ' ' || o.name), lower($3)) > 0
              OR (c.key_fingerprint IS NOT NULL AND strpos(c.key_fingerprint, upper(replace($3, ' ', ''))) > 0))
       ORDER BY lower(c.email) || ' ' || c.id LIMIT $4`,
      [state ?? null, after ?? null, q ?? null, limit],
    );
    return rows.map(view);
  }

  async counts(): Promise<ContactKeyCountsView> {
    const rows = await this.transactions.reader.query<{ state: ContactKeyState; count: number }[]>(
      `SELECT ${STATE} AS state, count(*)::int AS count FROM contacts c WHERE c.removed_at IS NULL GROUP BY 1`,
    );
    const counts = CONTACT_KEY_STATES.map((state) => ({
      state,
      count: rows.find((row) => row.state === state)?.count ?? 0,
    }));
    return { contacts: counts.reduce((total, { count }) => total + count, 0), counts };
  }

  /** @throws OperatorsFault `contact.not_found` */
  async one(id: string): Promise<ContactKeyView> {
    const [row] = await this.transactions.reader.query<Row[]>(`${CONTACTS} AND c.id = $1`, [id]);
    if (row === undefined) throw new OperatorsFault('contact.not_found', 'There is no such contact.');
    return view(row);
  }

  /**
   * Whose key, or part of a key, that is. Looked for in all of them: some 10 ms for 1,500 keys.
   * @param name of a key: its id or its fingerprint, upper-case hex
   */
  async holdersOf(name: string): Promise<ContactKeyView[]> {
    const keys = await this.transactions.reader.query<{ id: string; armored: string }[]>(
      'SELECT id, key_armored AS armored FROM contacts WHERE key_armored IS NOT NULL AND removed_at IS NULL',
    );
    const ids = keys.flatMap(({ id, armored }) =>
      partFingerprints(armored).some((fingerprint) => isNamed(fingerprint, name)) ? [id] : [],
    );
    if (ids.length === 0) return [];
    const rows = await this.transactions.reader.query<Row[]>(
      `${CONTACTS} AND c.id = ANY($1) ORDER BY lower(c.email), c.id`,
      [ids],
    );
    return rows.map(view);
  }
}

/** A key id is the end of a v4 fingerprint, and the beginning of a v6 one (RFC 9580 section 5.5.4). */
export const isNamed = (fingerprint: string, name: string): boolean =>
  fingerprint.length === 64 ? fingerprint.startsWith(name) : fingerprint.endsWith(name);

/** Where a page of contacts ended. */
export const placeOf = ({ email, contactId }: ContactKeyView): string =>
  `${email.toLowerCase()} ${contactId}`;

const view = ({ operatorSlug, operatorName, keyExpiresAt, warnedAt, ...row }: Row): ContactKeyView => ({
  ...row,
  operator: { slug: operatorSlug, name: operatorName },
  keyExpiresAt: keyExpiresAt?.toISOString() ?? null,
  warnedAt: warnedAt?.toISOString() ?? null,
});
