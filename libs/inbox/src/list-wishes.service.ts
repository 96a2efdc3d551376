import { Injectable } from '@nestjs/common';
import { AccessFault } from '#libs/access';
import type { Tx } from '#libs/database';
import { ListFault, SignedWishes } from '#libs/notifications';
import type { SignedWish } from '#libs/notifications';
import { AutomaticAnswers } from './automatic-answers.service.ts';
import type { Became, ReadMessage } from './becoming.ts';
import { ownWords } from './command.ts';
import { askedOfList, lineOf, saidIn } from './list-wish.ts';
import type { AskedOfList } from './list-wish.ts';
import { provenSender, UNSIGNED } from './proven-sender.ts';

const OF_NOBODY = 'It is signed neither by a key that we have for its sender nor by one that came along.';

/**
 * Joining a list, leaving it and changing one's key there by a signed mail to `list+SLUG-WISH@`. Who signed is looked at before the
 * list, so that nobody learns here which lists there are.
 */
@Injectable()
export class ListWishes {
  constructor(
    private readonly wishes: SignedWishes,
    private readonly answers: AutomaticAnswers,
  ) {}

  async take(tx: Tx, read: ReadMessage): Promise<Became | null> {
    const { message, reading } = read;
    if (message.mailbox !== 'list') return null;
    const asked = askedOfList(message.token ?? '');
    if (asked.wish === null) return null;
    if (reading.automatic !== null)
      return { outcome: 'automatic', outcomeWhy: 'A program sent it, so it is nobody’s wish.' };
    if (reading.verdicts.encrypted.state === 'unreadable') return this.answers.tellUnread(tx, read);
    const proof = read.byItsOwnKey ?? reading;
    const sender = await provenSender(tx, message, proof);
    if (typeof sender === 'string')
      return this.refuse(tx, read, sender === UNSIGNED && asked.wish === 'subscribe' ? OF_NOBODY : sender);
    const said = saidIn(ownWords(proof.text), asked);
    if (said === null)
      return this.refuse(tx, read, `Its signed text does not say what it wants: "${lineOf(asked)}".`);
    try {
      const became = await this.grant(tx, asked, { ...sender, keys: proof.keys, language: said.language });
      return {
        outcome: 'subscription',
        outcomeWhy: `${became} Signed by the key of ${sender.email}.`,
        spentSignature: proof.verdicts.signer?.digest ?? null,
      };
    } catch (error) {
      // How much is too much is told to nobody who sends too much.
      if (error instanceof AccessFault) return { outcome: 'refused', outcomeWhy: error.message };
      if (!(error instanceof ListFault)) throw error;
      return this.refuse(tx, read, error.message);
    }
  }

  private async grant(tx: Tx, { slug, wish }: AskedOfList, signer: SignedWish): Promise<string> {
    if (wish === 'subscribe') {
      await this.wishes.join(tx, slug, signer);
      return 'A link that confirms it is on its way.';
    }
    if (wish === 'unsubscribe') {
      await this.wishes.leave(tx, slug, signer);
      return 'It left the list.';
    }
    await this.wishes.changeKey(tx, slug, signer);
    return 'Its key on the list is another one now.';
  }

  private async refuse(tx: Tx, read: ReadMessage, why: string): Promise<Became> {
    const isTold = await this.answers.answer(tx, read, 'list-wish-refused', {
      listAddress: read.message.envelopeTo.toLowerCase(),
      why,
    });
    return { outcome: 'refused', outcomeWhy: `${why}${isTold ? ' The sender was told.' : ''}` };
  }
}
