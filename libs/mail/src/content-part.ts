import { boundaryFor } from './boundary.ts';
import { MailFault } from './fault.ts';
import type { MailFile, Message } from './message.ts';
import { textPart } from './text-part.ts';

const CRLF = '\r\n';
/** RFC 2045 section 6.8: characters on an encoded line. */
const LINE = /.{1,76}/g;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const TYPE = /^[a-z]+\/[a-z0-9.+-]+$/;

/**
 * What a mail says as one MIME entity, all ASCII with CRLF line ends: its text, or its text and then its file.
 * @param fields stand before those of the entity itself
 * @param parameters of its Content-Type, such as `hp="cipher"`
 * @throws MailFault `mail.text_refused`, `mail.file_refused`
 */
export function contentPart(
  { text, attachment, messageId }: Pick<Message, 'text' | 'attachment' | 'messageId'>,
  fields: readonly string[] = [],
  parameters = '',
): string {
  if (attachment === undefined) return textPart(text, fields, parameters);
  // The mail around it has the other.
  const boundary = boundaryFor(`${messageId} content`);
  return [
    ...fields,
    'Content-Type: multipart/mixed;',
    ` boundary="${boundary}"${parameters === '' ? '' : `; ${parameters}`}`,
    '',
    `--${boundary}`,
    textPart(text),
    `--${boundary}`,
    filePart(attachment),
    `--${boundary}--`,
    '',
  ].join(CRLF);
}

function filePart({ name, type, content }: MailFile): string {
  if (!NAME.test(name) || !TYPE.test(type))
    throw new MailFault('mail.file_refused', 'The name or the type of the file cannot stand in a mail.');
  return [
    `Content-Type: ${type}; name="${name}"`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${name}"`,
    '',
    ...(Buffer.from(content, 'utf8').toString('base64').match(LINE) ?? []),
  ].join(CRLF);
}
