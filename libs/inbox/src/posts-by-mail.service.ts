import { Injectable } from '@nestjs/common';
import { newAlert } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { ListFault, NotificationFault, Posting } from '#libs/notifications';
import { AutomaticAnswers } from './automatic-answers.service.ts';
import type { Became, ReadMessage } from './becoming.ts';
import { ownWords } from './command.ts';
import { labelIn } from './label.ts';
import { provenSender } from './proven-sender.ts';

/** A mail to the address of a list becomes a proposal, on which a person decides; what may not be posted is answered. */
@Injectable()
export class PostsByMail {
  constructor(
    private readonly posting: Posting,
    private readonly answers: AutomaticAnswers,
  ) {}

  async take(tx: Tx, read: ReadMessage): Promise<Became | null> {
    const { message, reading } = read;
    if (message.mailbox !== 'list') return null;
    if (reading.automatic !== null)
      return { outcome: 'automatic', outcomeWhy: 'A program sent it, so nobody posts it.' };
    if (reading.verdicts.encrypted.state === 'unreadable') return this.answers.tellUnread(tx, read);
    const signer = await provenSender(tx, message, reading);
    if (typeof signer === 'string') return this.refuse(tx, read, signer);
    const words = newAlert.safeParse({
      subject: subjectOf(reading.subject),
      body: ownWords(reading.text),
      tlp: labelIn(reading),
    });
    if (!words.success) return this.refuse(tx, read, 'It has no subject, no text, or too much of either.');
    try {
      await this.posting.proposeByMail(tx, message.token ?? '', words.data, signer);
    } catch (error) {
      if (!(error instanceof ListFault || error instanceof NotificationFault)) throw error;
      return this.refuse(tx, read, error.message);
    }
    return {
      outcome: 'post',
      outcomeWhy: `It waits for a person, signed by the key of ${signer.email}.`,
      spentSignature: reading.verdicts.signer?.digest ?? null,
    };
  }

  private async refuse(tx: Tx, read: ReadMessage, why: string): Promise<Became> {
    const isTold = await this.answers.answer(tx, read, 'list-post-refused', {
      listName: read.message.token ?? '',
      why,
    });
    return { outcome: 'refused', outcomeWhy: `${why}${isTold ? ' The sender was told.' : ''}` };
  }
}

/** Without what our own subjects and mail programs put before it. */
const subjectOf = (subject: string): string =>
  subject.replace(/^(?:\s*(?:re:|fwd?:|aw:|tr:|\[[^\]]{0,40}\]))+/i, '').trim();
