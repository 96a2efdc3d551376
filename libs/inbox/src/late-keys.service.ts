import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { Transactions } from '#libs/database';
import { MAIL_READER } from './settings.ts';
import type { MailReader } from './settings.ts';

/**
 * Mail that was signed with a key that nobody had yet is read again once a contact has it, and mail that was encrypted to an
 * earlier key of ours once the files of that one are back.
 */
@Injectable()
export class LateKeys implements OnApplicationBootstrap {
  private readonly logger = new Logger(LateKeys.name);

  constructor(
    private readonly transactions: Transactions,
    @Inject(MAIL_READER) private readonly reader: MailReader | null,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.readAgainBy(this.reader?.earlierKeyIds ?? []);
  }

  /** @param keyIds of earlier keys of ours, 16 upper-case hex digits each. @returns how many are read again */
  async readAgainBy(keyIds: readonly string[]): Promise<number> {
    if (keyIds.length === 0) return 0;
    const [rows] = await this.transactions.reader.query<[unknown[], number]>(
      `UPDATE inbound_messages SET state = 'received', again_why = 'own_key_back', strikes = 0, rung_at = NULL, due_at = dnscert_now()
        WHERE state = 'read' AND outcome IN ('asked_back', 'kept')
          AND verdicts #>> '{encrypted,state}' = 'unreadable' AND verdicts #> '{encrypted,to}' ?| $1
        RETURNING id`,
      [keyIds],
    );
    if (rows.length > 0)
      this.logger.log(`${rows.length} mails are read again: an earlier key of ours is back`);
    return rows.length;
  }

  /**
   * By the id of the key or of a part of it, or by the address where nobody has read those of its key yet. What changed something
   * by then gets its verdicts alone. The sweeper rings for it. @returns how many are read again
   */
  async readAgain(): Promise<number> {
    const [rows] = await this.transactions.reader.query<[unknown[], number]>(
      `UPDATE inbound_messages m SET state = 'received', again_why = 'key_came', signer_key = NULL, strikes = 0, rung_at = NULL, due_at = dnscert_now()
        WHERE m.signer_key IS NOT NULL AND m.state = 'read'
          AND EXISTS (SELECT 1 FROM contacts c
                       WHERE c.key_fingerprint IS NOT NULL AND c.removed_at IS NULL AND c.updated_at > m.read_at
                         AND (right(c.key_fingerprint, 16) = m.signer_key OR m.signer_key = ANY(c.key_ids) OR lower(c.email) = m.verdicts #>> '{sender,address}'))
        RETURNING m.id`,
    );
    if (rows.length > 0) this.logger.log(`${rows.length} mails are read again: their signer's key has come`);
    return rows.length;
  }
}
