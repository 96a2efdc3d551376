import { Injectable } from '@nestjs/common';
import type { TimelineActor } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Acknowledgements } from '#libs/notifications';
import { Timeline } from '#libs/timeline';
import { AutomaticAnswers } from './automatic-answers.service.ts';
import type { Became, ReadMessage } from './becoming.ts';
import { commandIn, incidentNumbersIn, ownWords } from './command.ts';
import { InboundMessage } from './inbound-message.entity.ts';
import { isStale, STALE } from './freshness.ts';
import { answeredBy } from './threads.ts';
import type { Answered } from './threads.ts';

interface Signer {
  id: string;
  email: string;
}

const LONGEST_NOTE = 4_000;

/** What operators answer by mail. A state changes by a signature of the right contact's key, and by nothing else. */
@Injectable()
export class Replies {
  constructor(
    private readonly acknowledgements: Acknowledgements,
    private readonly answers: AutomaticAnswers,
    private readonly timeline: Timeline,
  ) {}

  async take(tx: Tx, read: ReadMessage): Promise<Became | null> {
    const { message, reading } = read;
    const delivery = await answeredBy(tx, read);
    if (delivery === null)
      return message.mailbox === 'reply'
        ? { outcome: 'kept', outcomeWhy: 'It answers no mail of ours that we can find.' }
        : null;
    const about = {
      deliveryId: delivery.id,
      incidentId: delivery.incident_id,
      operatorId: delivery.operator_id,
    };
    if (reading.automatic !== null)
      return {
        ...about,
        outcome: 'automatic',
        outcomeWhy: 'A program sent it, so it is no answer of the operator.',
      };
    const became = await this.judge(tx, read, delivery);
    await this.record(tx, read, delivery, became);
    return { ...about, ...became };
  }

  private async judge(tx: Tx, read: ReadMessage, delivery: Answered): Promise<Became> {
    const { reading } = read;
    if (reading.verdicts.encrypted.state === 'unreadable') return this.answers.tellUnread(tx, read);
    const command = commandIn(reading.text);
    if (command === null) return { outcome: 'note', outcomeWhy: 'It is in words, and a person reads it.' };
    const signer = await signerFor(tx, read, delivery.operator_id);
    if (signer === null) return this.askBack(tx, read, delivery);
    const refusal = await refusalOf(tx, read, delivery);
    if (refusal !== null) return { outcome: 'refused', outcomeWhy: refusal };
    const actor: TimelineActor = { kind: 'contact', id: signer.id, name: signer.email };
    await this.acknowledgements.answerByMail(
      tx,
      delivery.id,
      { answer: command.answer, ...(command.comment === null ? {} : { comment: command.comment }) },
      actor,
    );
    return {
      outcome: 'answer',
      outcomeWhy: `${command.answer}, signed by the key of ${signer.email}`,
      spentSignature: reading.verdicts.signer?.digest ?? null,
    };
  }

  private async askBack(tx: Tx, read: ReadMessage, delivery: Answered): Promise<Became> {
    const { signed, sender } = read.reading.verdicts;
    const why = signed.state === 'good' ? sender.why : signed.why;
    if (isReadAgain(read))
      return { outcome: 'asked_back', outcomeWhy: `${why} Its sender was asked back before.` };
    const isAsked = await this.answers.answer(tx, read, 'answer-not-taken', {
      reference: delivery.known_as ?? delivery.number ?? '',
      why:
        signed.state === 'good'
          ? 'it is signed with a key that is not one of your operator'
          : WORDS[signed.state],
    });
    const asked = isAsked
      ? 'The sender was asked back.'
      : 'Nobody was asked back: one answer an hour, and none to programs.';
    return { outcome: 'asked_back', outcomeWhy: `${why} ${asked}` };
  }

  /** A person sees in the incident what came; whose word it is says the signature. */
  private async record(
    tx: Tx,
    { message, reading, now }: ReadMessage,
    delivery: Answered,
    became: Became,
  ): Promise<void> {
    if (delivery.incident_id === null || became.outcome === 'answer') return;
    if (isReadAgain({ message }) && became.outcome === message.outcome) return;
    const { signed, sender } = reading.verdicts;
    const isProven = signed.state === 'good' && sender.state === 'matches';
    await this.timeline.append(tx, { stream: 'incident', id: delivery.incident_id }, [
      {
        type: 'mail.received',
        actor: { kind: 'contact', name: sender.address ?? 'a sender that cannot be read' },
        at: now,
        data: {
          messageId: message.id,
          deliveryId: delivery.id,
          operatorId: delivery.operator_id,
          outcome: became.outcome,
          why: became.outcomeWhy,
          proven: isProven,
          ...(became.outcome === 'note'
            ? { text: ownWords(reading.text).slice(0, LONGEST_NOTE).toWellFormed() }
            : {}),
        },
      },
    ]);
  }
}

/** For a key that came late. */
const isReadAgain = ({ message }: Pick<ReadMessage, 'message'>) => message.outcome !== null;

const WORDS = {
  good: '',
  none: 'it is not signed',
  partial: 'only a part of it is signed',
  bad: 'its signature does not hold',
  unknown_key: 'it is signed with a key that we do not have for you',
  expired_key: 'it is signed with a key that has ended',
  revoked_key: 'it is signed with a key that is revoked',
} as const;

/** The contact of that operator whose key signed all of it; null: nobody's word. */
async function signerFor(
  tx: Tx,
  { reading }: ReadMessage,
  operatorId: string | null,
): Promise<Signer | null> {
  const { signed, signer, sender } = reading.verdicts;
  if (signed.state !== 'good' || sender.state !== 'matches' || signer === null || signer.fingerprint === null)
    return null;
  const [found] = await tx.query<Signer[]>(
    `SELECT id, email FROM contacts
      WHERE operator_id = $1 AND key_fingerprint = $2 AND lower(email) = $3 AND removed_at IS NULL LIMIT 1`,
    [operatorId, signer.fingerprint, sender.address],
  );
  return found ?? null;
}

/** A good signature that says something else or was used before. */
async function refusalOf(
  tx: Tx,
  { message, reading }: ReadMessage,
  delivery: Answered,
): Promise<string | null> {
  const { signer } = reading.verdicts;
  const signedAt = signer?.signedAt ?? null;
  if (signer === null || signedAt === null) return 'Its signature says not when it was made.';
  if (signedAt.getTime() < delivery.created_at.getTime() - 60_000)
    return 'It was signed before our mail was written, so it answers another one.';
  if (isStale(signedAt, message.receivedAt)) return STALE;
  const spent = await tx.getRepository(InboundMessage).findOneBy({ spentSignature: signer.digest });
  if (spent !== null && spent.id !== message.id) return 'The same signature came before: it counts once.';
  const named = incidentNumbersIn(`${reading.subject}\n${reading.text}`);
  const own = [delivery.number, delivery.known_as].filter((number) => number !== null);
  return named.size > 0 && !own.some((number) => named.has(number))
    ? 'It names another incident than our mail did.'
    : null;
}
