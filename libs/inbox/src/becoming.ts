import type { InboundOutcome } from '#libs/contracts';
import type { Tx } from '#libs/database';
import type { MailReading } from '#libs/mail';
import type { InboundMessage } from './inbound-message.entity.ts';

/** A mail that has been read. */
export interface ReadMessage {
  message: InboundMessage;
  reading: MailReading;
  /** The same, read with the keys that came along, where nobody has the key that signed: it proves that key and no sender. */
  byItsOwnKey: MailReading | null;
  now: Date;
}

/** What it became, with what is written into its row. */
export type Became = { outcome: InboundOutcome; outcomeWhy: string } & Partial<
  Pick<
    InboundMessage,
    'reportId' | 'publicReportId' | 'incidentId' | 'operatorId' | 'deliveryId' | 'spentSignature'
  >
>;

/** One way in which a mail becomes something; null: it is not of this kind. */
export type Becoming = (tx: Tx, read: ReadMessage) => Promise<Became | null>;
