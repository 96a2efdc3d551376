import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';
import type { KeyLookUp, KnownKey } from '#libs/mail';

/** Keys of the directory, for who reads a mail. The owner of each is the id of its contact. */
@Injectable()
export class ContactKeys {
  constructor(private readonly transactions: Transactions) {}

  /**
   * By the sender's address, by the ids in the signature, and of the operator to whom the mail that is answered went: a
   * signature may be by a subkey, whose id no table has.
   */
  lookUpFor(operatorId: string | null): KeyLookUp {
    return ({ addresses, keyIds }) =>
      this.transactions.reader.query<KnownKey[]>(
        `SELECT key_armored AS armored, email, id AS owner FROM contacts
          WHERE key_armored IS NOT NULL AND removed_at IS NULL
            AND (lower(email) = ANY($1) OR right(key_fingerprint, 16) = ANY($2) OR operator_id = $3)
          ORDER BY operator_id = $3 DESC, id LIMIT 50`,
        [addresses, keyIds.map((id) => id.toUpperCase()), operatorId],
      );
  }
}
