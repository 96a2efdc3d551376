import { Injectable } from '@nestjs/common';
import { digestOf, Letters, newSecret } from '#libs/access';
import type { Tx } from '#libs/database';
import { instantInZones } from '#libs/mail';
import type { Contact } from '../contact.entity.ts';
import { Operator } from '../operator.entity.ts';
import { HEADLINES } from './challenge.ts';
import { oncePerAddress, secondChannels } from './channels.ts';
import { ContactChangeLink } from './contact-change.entity.ts';
import type { ContactChange } from './contact-change.entity.ts';
import { changeLines } from './fields.ts';

/** Mail about changes of contacts: asks those who may confirm one, and tells everybody of what was done. */
@Injectable()
export class ChangeLetters {
  constructor(private readonly letters: Letters) {}

  /** Asks the second channels, each by a link of its own. */
  async ask(tx: Tx, change: ContactChange, contacts: Contact[]): Promise<void> {
    const operatorName = await nameOf(tx, change.operatorId);
    for (const contact of secondChannels(change, contacts)) {
      const secret = newSecret();
      await tx
        .getRepository(ContactChangeLink)
        .insert({ hash: digestOf(secret), changeId: change.id, contactId: contact.id });
      await this.letters.write(tx, {
        template: 'contact-change-asked',
        to: contact,
        lane: 'urgent',
        variables: {
          ...wordsOf(change, operatorName, contact),
          askedBy: change.askedBy.name,
          askedAt: instantInZones(change.askedAt, contact.timezone),
          expiresAt: instantInZones(change.expiresAt, contact.timezone),
          secret,
        },
      });
    }
  }

  /** Tells everybody who was a contact before, at the address they had. Who takes encrypted mail alone is told that something was changed, not what. */
  async tellApplied(tx: Tx, change: ContactChange, before: Contact[], at: Date): Promise<void> {
    const operatorName = await nameOf(tx, change.operatorId);
    for (const contact of oncePerAddress(before)) {
      const isClear = contact.encryption !== 'required';
      await this.letters.write(tx, {
        template: 'contact-changed',
        to: contact,
        lane: 'urgent',
        variables: {
          ...wordsOf(change, operatorName, contact),
          ...(isClear ? {} : { contact: '', changes: '' }),
          appliedAt: instantInZones(at, contact.timezone),
          confirmedHow: CONFIRMED_WORDS[change.confirmation?.how ?? 'call_back'],
        },
      });
    }
  }
}

/** How a change was confirmed, as a letter says it. */
export const CONFIRMED_WORDS = {
  old_key: 'a signature by an OpenPGP key known before',
  second_channel: 'the link that was mailed to another contact',
  call_back: 'DNS-CERT, which called a number known before',
} as const;

const wordsOf = (change: ContactChange, operatorName: string, contact: Contact): Record<string, string> => ({
  greeting: contact.name ?? contact.role,
  operatorName,
  headline: HEADLINES[change.what],
  contact: change.contact,
  changes: changeLines(change.was, change.becomes)
    .map((line) => `  ${line}`)
    .join('\n'),
});

async function nameOf(tx: Tx, operatorId: string): Promise<string> {
  return (await tx.getRepository(Operator).findOneByOrFail({ id: operatorId })).name;
}
