import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';
import { keyFactsOf } from './key-facts.ts';

const AT_ONCE = 100;

/** Keys of contacts that were kept before their end or the ids of their parts were: read once, by the worker, one after the other. */
@Injectable()
export class UnreadKeys {
  constructor(private readonly transactions: Transactions) {}

  /** @returns how many were read */
  async readAll(): Promise<number> {
    let read = 0;
    for (;;) {
      const unread = await this.transactions.reader.query<{ id: string; key_armored: string }[]>(
        `SELECT id, key_armored FROM contacts WHERE key_armored IS NOT NULL AND (key_algorithm IS NULL OR key_ids IS NULL) LIMIT ${AT_ONCE}`,
      );
      for (const contact of unread) await this.read(contact);
      read += unread.length;
      if (unread.length < AT_ONCE) return read;
    }
  }

  /** Not where the key has been changed meanwhile: that one was read as it came in. */
  private async read({ id, key_armored: armored }: { id: string; key_armored: string }): Promise<void> {
    const { keyAlgorithm, keyIds, keyExpiresAt } = await keyFactsOf(armored);
    await this.transactions.reader.query(
      `UPDATE contacts SET key_ids = $5, key_algorithm = COALESCE(key_algorithm, $3),
              key_expires_at = CASE WHEN key_algorithm IS NULL THEN $4 ELSE key_expires_at END
        WHERE id = $1 AND key_armored = $2 AND (key_algorithm IS NULL OR key_ids IS NULL)`,
      [id, armored, keyAlgorithm, keyExpiresAt, keyIds],
    );
  }
}
