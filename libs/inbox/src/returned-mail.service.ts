import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { Outcomes } from '#libs/notifications';
import type { Became, ReadMessage } from './becoming.ts';

interface Returned {
  id: string;
  incident_id: string | null;
  operator_id: string | null;
}

/**
 * Mail of ours that did not arrive: told to the address that only that one mail had (VERP), or, by servers that write to
 * another one, with the id of the mail that comes back (RFC 3464).
 */
@Injectable()
export class ReturnedMail {
  constructor(private readonly outcomes: Outcomes) {}

  /** 5.x.x counts against the address; that it is late, or that somebody is on holiday, does not. */
  async take(tx: Tx, { message, reading, now }: ReadMessage): Promise<Became | null> {
    const delivery = await returnedBy(tx, message, reading);
    if (delivery === null)
      return message.mailbox === 'bounce'
        ? { outcome: 'kept', outcomeWhy: 'It came to a return address that no mail of ours had.' }
        : null;
    const about = {
      deliveryId: delivery.id,
      incidentId: delivery.incident_id,
      operatorId: delivery.operator_id,
    };
    const { bounce, automatic } = reading;
    if (bounce === null || automatic !== 'bounce')
      return { ...about, outcome: 'automatic', outcomeWhy: 'It says nothing of a mail that did not arrive.' };
    const words = [bounce.status, bounce.diagnostic].filter((part) => part !== null).join(' ');
    if (!hasFailed(bounce))
      return { ...about, outcome: 'automatic', outcomeWhy: `Not for good: ${bounce.action} ${words}`.trim() };
    const response = `Returned by a later mail server: ${words === '' ? 'it did not say why' : words}`;
    const isMarked = await this.outcomes.returned(tx, delivery.id, response, bounce.status, now);
    return {
      ...about,
      outcome: 'bounce',
      outcomeWhy: isMarked ? response : `${response}. The delivery had ended before.`,
    };
  }
}

async function returnedBy(
  tx: Tx,
  { mailbox, token }: ReadMessage['message'],
  { automatic, bounce }: ReadMessage['reading'],
): Promise<Returned | null> {
  const isBounce = automatic === 'bounce';
  const [found] = await tx.query<Returned[]>(
    `SELECT id, incident_id, operator_id FROM deliveries WHERE mail_token = $1 OR message_id = $2
      ORDER BY (mail_token = $1) DESC NULLS LAST LIMIT 1`,
    [mailbox === 'bounce' ? token : null, isBounce ? (bounce?.originalMessageId ?? null) : null],
  );
  return found ?? null;
}

const hasFailed = ({ action, status }: { action: string; status: string | null }) =>
  status === null
    ? action === 'failed'
    : status.startsWith('5') && action !== 'delayed' && action !== 'delivered';
