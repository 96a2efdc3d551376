import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';
import type { KeyLookUp, KnownKey } from '#libs/mail';

/** Keys of the directory, for who reads a mail. The owner of each is the id of its contact. */
@Injectable()
export class ContactKeys {
  constructor(private readonly transactions: Transactions) {}

  /**
   * By the sender's address, by the ids in the signature, which may be those of subkeys, and of the operator to whom the mail that
   * is answered went. Of a mail to a list those of its members count beside.
   * @param list its slug; null for other mail
   */
  lookUpFor(operatorId: string | null, list: string | null = null): KeyLookUp {
    return ({ addresses, keyIds }) =>
      this.transactions.reader.query<KnownKey[]>(
        `SELECT armored, email, owner FROM (
           SELECT key_armored AS armored, email, id AS owner, operator_id = $3 AS is_asked FROM contacts
            WHERE key_armored IS NOT NULL AND removed_at IS NULL
              AND (lower(email) = ANY($1) OR right(key_fingerprint, 16) = ANY($2) OR key_ids && $2 OR operator_id = $3)
           UNION ALL
           SELECT s.key_armored, s.email, s.id, false FROM list_subscriptions s JOIN mailing_lists l ON l.id = s.list_id
            WHERE s.key_armored IS NOT NULL AND s.state IN ('active', 'paused') AND l.slug = $4 AND lower(s.email) = ANY($1)) AS k
          ORDER BY is_asked DESC, owner LIMIT 50`,
        [addresses, keyIds.map((id) => id.toUpperCase()), operatorId, list],
      );
  }
}
