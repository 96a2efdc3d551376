import { Injectable } from '@nestjs/common';
import { mailAddress } from '#libs/contracts';
import { Letters } from '#libs/access';
import type { Tx } from '#libs/database';
import type { Became, ReadMessage } from './becoming.ts';

/** Answers that nobody wrote. Two programs that answer each other must come to an end by themselves (RFC 3834). */
@Injectable()
export class AutomaticAnswers {
  constructor(private readonly letters: Letters) {}

  /**
   * To the return path alone, never to a program, a list or the null sender, and to each address once an hour.
   * @returns whether it goes out
   */
  async answer(
    tx: Tx,
    read: ReadMessage,
    template: string,
    variables: Record<string, string>,
  ): Promise<boolean> {
    const email = answerableOf(read);
    if (email === null || !(await this.mayAnswer(tx, email))) return false;
    await this.letters.write(tx, { template, to: { email }, variables });
    return true;
  }

  /** Says, without any content, that a mail could not be decrypted, and why. */
  async tellUnread(tx: Tx, read: ReadMessage): Promise<Became> {
    const { why, how } = read.reading.verdicts.encrypted;
    if (read.message.outcome !== null)
      return {
        outcome: 'asked_back',
        outcomeWhy: `${why ?? 'It cannot be read.'} Its sender was told before.`,
      };
    const isTold = await this.answer(tx, read, 'mail-not-read', {
      sha256: read.message.sha256,
      why:
        how === 'smime' ? 'it is S/MIME, and we read OpenPGP' : 'none of our keys opens it, or it is damaged',
    });
    const told = isTold ? 'The sender was told.' : 'The sender could not be told.';
    return { outcome: 'asked_back', outcomeWhy: `${why ?? 'It cannot be read.'} ${told}` };
  }

  /**
   * The receipt of a signed report goes to the contact each time: a loop would need a new signature by its key in every
   * round, and a second report in the same hour must not be met by silence.
   */
  async receipt(tx: Tx, email: string, variables: Record<string, string>): Promise<void> {
    await this.letters.write(tx, { template: 'mail-receipt', to: { email }, variables });
  }

  /** Takes the place of this hour. For who answers by a way of its own, after {@link answerableOf}. */
  async mayAnswer(tx: Tx, email: string): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `INSERT INTO automatic_answers (address, answered_at) VALUES (lower($1), dnscert_now())
         ON CONFLICT (address) DO UPDATE SET answered_at = EXCLUDED.answered_at
           WHERE automatic_answers.answered_at <= EXCLUDED.answered_at - interval '1 hour'
       RETURNING 1`,
      [email],
    );
    return rows.length > 0;
  }
}

/** Whom an answer would go to; null where none may. */
export function answerableOf({ message, reading }: ReadMessage): string | null {
  if (reading.automatic !== null || message.envelopeFrom === '') return null;
  const { address } = reading.verdicts.sender;
  // Who is named in From and not on the envelope did not send it, as far as anybody knows.
  if (address?.toLowerCase() !== message.envelopeFrom.toLowerCase()) return null;
  if (
    /^(mailer-daemon|postmaster|no-?reply|owner-|.*-(request|bounces?))@?/.test(address.split('@')[0] ?? '')
  )
    return null;
  return mailAddress.safeParse(address).success ? address : null;
}
