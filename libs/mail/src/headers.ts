import { isPlainLine } from '#libs/contracts';
import { encodedWords, encodeHeaderText, needsEncoding } from './encoded-words.ts';
import { checkedAddress } from './addresses.ts';
import { MailFault } from './fault.ts';
import type { Mailbox } from './mailbox.ts';

/** The header fields a caller may add; everything else is made here or not sent. */
export const EXTRA_HEADERS = [
  'List-Id',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'List-Help',
  'List-Post',
  'List-Owner',
  'List-Archive',
  'List-Subscribe',
  'Precedence',
  'Importance',
] as const;
export type ExtraHeader = (typeof EXTRA_HEADERS)[number];

/** Of lines with encoded words (RFC 2047 section 2); 78 would do for the others. */
const PREFERRED_COLUMNS = 76;
/** RFC 5322 section 2.1.1, without CRLF. */
const LINE_LIMIT = 998;

/** Free text such as a subject: any Unicode, folded, blanks at its ends dropped. */
export function textField(name: string, text: string): string {
  return fold(name, encodeHeaderText(checkedText(name, text).trim()));
}

/** A field whose value has a syntax of its own and must be ASCII already. */
export function asciiField(name: string, value: string): string {
  if (!/^[\x20-\x7e]*[\x21-\x7e][\x20-\x7e]*$/.test(value))
    throw new MailFault('mail.header_refused', `${name} must be one line of ASCII text.`);
  return fold(name, value.trim());
}

/** `From: "Registry, NOC" <noc@registry.example>` */
export function mailboxField(name: string, mailbox: Mailbox): string {
  const address = checkedAddress(name, mailbox.address);
  const phrase = checkedText(name, mailbox.name ?? '').trim();
  return fold(name, phrase === '' ? address : `${displayName(phrase)} <${address}>`);
}

/** RFC 5322 section 3.3, always in UTC: the zone of the sender's machine is nobody's business. */
export function dateField(date: Date): string {
  const year = date.getUTCFullYear();
  if (!(year >= 1970 && year <= 9999))
    throw new MailFault('mail.date_refused', 'Date must be an instant from 1970 to 9999.');
  return `Date: ${date.toUTCString().replace('GMT', '+0000')}`;
}

/** `Message-ID`, `In-Reply-To` and `References`: ids in angle brackets. */
export function idField(name: string, ids: readonly string[]): string {
  for (const id of ids)
    if (!/^<[\x21-\x3b\x3d\x3f\x41-\x7e]{1,200}@[\x21-\x3b\x3d\x3f\x41-\x7e]{1,253}>$/.test(id))
      throw new MailFault('mail.header_refused', `${name} must be ids like <left@right>.`);
  return fold(name, ids.join(' '));
}

/** The caller's own fields, in the order of {@link EXTRA_HEADERS}; a name that is not among them is a fault. */
export function extraFields(headers: Partial<Record<ExtraHeader, string>>): string[] {
  for (const name of Object.keys(headers))
    if (!EXTRA_HEADERS.includes(name as ExtraHeader))
      throw new MailFault('mail.header_refused', `${JSON.stringify(name)} is no header that may be added.`);
  return EXTRA_HEADERS.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [asciiField(name, value)];
  });
}

function checkedText(name: string, text: string): string {
  // Line ends, NUL and all else that could end a header early or hide in it.
  if (!isPlainLine(text))
    throw new MailFault(
      'mail.header_refused',
      `${name} must be one line of well-formed text without control characters.`,
    );
  return text;
}

function displayName(name: string): string {
  if (name.split(' ').some(needsEncoding)) return encodedWords(name);
  if (/^[\w!#$%&'*+/=?^`{|}~ -]+$/.test(name)) return name;
  return `"${name.replace(/["\\]/g, '\\$&')}"`;
}

/** Breaks before blanks only, so that unfolding gives back the value exactly and no line is all blank (RFC 5322 section 2.2.3). */
function fold(name: string, value: string): string {
  const lines: string[] = [];
  let current = `${name}:`;
  for (const piece of ` ${value}`.match(/ *[^ ]+/g) ?? []) {
    if (current.length + piece.length > PREFERRED_COLUMNS && current !== `${name}:`) {
      lines.push(current);
      current = piece;
    } else current += piece;
  }
  lines.push(current);
  if (lines.some((line) => line.length > LINE_LIMIT))
    throw new MailFault('mail.header_refused', `${name} has a word of more than ${LINE_LIMIT} characters.`);
  return lines.join('\r\n');
}
