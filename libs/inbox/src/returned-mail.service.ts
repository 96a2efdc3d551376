import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { Outcomes } from '#libs/notifications';
import type { Became, ReadMessage } from './becoming.ts';

interface Returned {
  id: string;
  incident_id: string | null;
  operator_id: string | null;
}

/** Mail of ours that did not arrive: told to the address that only that one mail had (VERP). */
@Injectable()
export class ReturnedMail {
  constructor(private readonly outcomes: Outcomes) {}

  /** 5.x.x counts against the address; that it is late, or that somebody is on holiday, does not. */
  async take(tx: Tx, { message, reading, now }: ReadMessage): Promise<Became | null> {
    if (message.mailbox !== 'bounce' || message.token === null) return null;
    const [delivery] = await tx.query<Returned[]>(
      'SELECT id, incident_id, operator_id FROM deliveries WHERE lower(mail_token) = lower($1)',
      [message.token],
    );
    if (delivery === undefined)
      return { outcome: 'kept', outcomeWhy: 'It came to a return address that no mail of ours had.' };
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

const hasFailed = ({ action, status }: { action: string; status: string | null }) =>
  status === null
    ? action === 'failed'
    : status.startsWith('5') && action !== 'delayed' && action !== 'delivered';
