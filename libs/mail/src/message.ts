import { checkedAddress } from './addresses.ts';
import {
  asciiField,
  dateField,
  extraFields,
  idField,
  mailboxField,
  textField,
  type ExtraHeader,
} from './headers.ts';
import type { Mailbox } from './mailbox.ts';
import type { Envelope } from './transport.ts';

export interface MailFile {
  /** ASCII letters, digits, dots, dashes and underscores. */
  name: string;
  /** `type/subtype`, as in a Content-Type. */
  type: string;
  content: string;
}

export interface Message {
  from: Mailbox;
  to: Mailbox;
  replyTo?: Mailbox;
  /** One line; non-ASCII is sent as RFC 2047 encoded words. */
  subject: string;
  /** Plain text with LF or CRLF; lines are wrapped at 72 columns. */
  text: string;
  /** Becomes both the Date field and the signature's creation time. */
  date: Date;
  /** With angle brackets, made once per delivery by `messageId`. */
  messageId: string;
  inReplyTo?: string;
  /** Oldest first. */
  references?: string[];
  /** Name and version of this service, for example `DNS-CERT/0.1.0`. */
  userAgent: string;
  /** Where bounces go, usually `tokenAddress('bounce', token, domain)`; empty for the null sender. */
  returnPath: string;
  /** A file that goes with the text, under the same signature and the same encryption. */
  attachment?: MailFile;
  /** Fields of public lists (RFC 2369, 2919, 8058) and urgency; ASCII values. */
  headers?: Partial<Record<ExtraHeader, string>>;
}

/** @throws MailFault `mail.address_refused` */
export function envelopeOf(message: Message): Envelope {
  return {
    from: message.returnPath === '' ? '' : checkedAddress('Return path', message.returnPath),
    to: checkedAddress('To', message.to.address),
  };
}

/** The fields of its header in order, folded. @throws MailFault */
export function headerOf(message: Message): string[] {
  return [
    dateField(message.date),
    mailboxField('From', message.from),
    mailboxField('To', message.to),
    ...(message.replyTo ? [mailboxField('Reply-To', message.replyTo)] : []),
    textField('Subject', message.subject),
    idField('Message-ID', [message.messageId]),
    ...(message.inReplyTo === undefined ? [] : [idField('In-Reply-To', [message.inReplyTo])]),
    ...(message.references?.length ? [idField('References', message.references)] : []),
    // RFC 3834 section 5: no program should answer this.
    'Auto-Submitted: auto-generated',
    asciiField('User-Agent', message.userAgent),
    ...extraFields(message.headers ?? {}),
  ];
}
