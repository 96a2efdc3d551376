import { createHash } from 'node:crypto';
import { isPlainText } from '#libs/contracts';
import { checkedAddress } from './addresses.ts';
import { MailFault } from './fault.ts';
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
import { quotedPrintable } from './quoted-printable.ts';
import type { DetachedSignature, Signer } from './signing-key.ts';
import type { Envelope, OutgoingMail } from './transport.ts';
import { wrapText } from './wrap.ts';

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
  /** Fields of public lists (RFC 2369, 2919, 8058) and urgency; ASCII values. */
  headers?: Partial<Record<ExtraHeader, string>>;
}

const CRLF = '\r\n';

/**
 * Makes the finished bytes of a signed plain text mail (RFC 3156 section 5): exactly two parts, CRLF, 7-bit. Signed last;
 * what comes out is stored and sent as it is.
 * @throws MailFault when an address, a header or the text holds what cannot be sent as it is.
 */
export async function composeSigned(message: Message, signer: Signer): Promise<OutgoingMail> {
  const envelope = envelopeOf(message);
  const header = headerOf(message);
  const part = textPart(message.text);
  const signature = await signer.sign(Buffer.from(part, 'latin1'), message.date);
  return { envelope, raw: Buffer.from(assemble(message, header, part, signature), 'latin1') };
}

function envelopeOf(message: Message): Envelope {
  return {
    from: message.returnPath === '' ? '' : checkedAddress('Return path', message.returnPath),
    to: checkedAddress('To', message.to.address),
  };
}

function headerOf(message: Message): string[] {
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

/** What is signed: the part with its own header fields (RFC 3156 section 5), all ASCII. */
function textPart(text: string): string {
  const lines = checkedBody(text);
  return [
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    quotedPrintable(wrapText(lines)),
  ].join(CRLF);
}

function checkedBody(text: string): string {
  const lines = text.replaceAll('\r\n', '\n');
  if (!isPlainText(lines))
    throw new MailFault(
      'mail.text_refused',
      'The text holds control characters or is not well-formed Unicode.',
    );
  return lines.endsWith('\n') ? lines : `${lines}\n`;
}

function assemble(message: Message, header: string[], part: string, signature: DetachedSignature): string {
  const boundary = boundaryOf(message);
  return [
    ...header,
    'MIME-Version: 1.0',
    `Content-Type: multipart/signed; micalg=pgp-${signature.hash};`,
    ' protocol="application/pgp-signature";',
    ` boundary="${boundary}"`,
    '',
    `--${boundary}`,
    part,
    `--${boundary}`,
    'Content-Type: application/pgp-signature; name="signature.asc"',
    'Content-Description: OpenPGP digital signature',
    'Content-Disposition: attachment; filename="signature.asc"',
    '',
    ...signature.armored.trimEnd().split(/\r?\n/),
    `--${boundary}--`,
    '',
  ].join(CRLF);
}

/** `=_` is found neither in quoted-printable nor in ASCII armour, so no content can hold the boundary (RFC 2045 section 6.7). */
function boundaryOf(message: Message): string {
  return `=_${createHash('sha256').update(message.messageId).digest('hex').slice(0, 32)}`;
}
