import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';

/** Our public key, as the process that holds the secret one published it. */
@Injectable()
export class OwnPublicKey {
  constructor(private readonly transactions: Transactions) {}

  /** Armoured; null before the first start of a process that signs. */
  async armored(): Promise<string | null> {
    const [row] = await this.transactions.reader.query<{ armored: string }[]>(
      'SELECT armored FROM published_keys ORDER BY published_at DESC LIMIT 1',
    );
    return row?.armored ?? null;
  }
}
