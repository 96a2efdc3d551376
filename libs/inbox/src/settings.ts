import type { MailReader } from '#libs/mail';

/** Injection token of the {@link MailReader}; null in a process without the worker role, which does not hold our key. */
export const MAIL_READER = Symbol('MailReader');

/** Injection token of {@link InboundSettings}. */
export const INBOUND_SETTINGS = Symbol('InboundSettings');

export interface InboundSettings {
  domain: string;
  from: string;
  publicUrl: string;
  host: string;
  /** Null: nothing comes in by mail. */
  port: number | null;
  protocol: 'smtp' | 'lmtp';
  maxBytes: number;
  /** A mailbox to fetch from; null: none. */
  imapUrl: string | null;
}

export type { MailReader };
