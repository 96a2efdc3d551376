import { isPlainText } from '#libs/contracts';
import { MailFault } from './fault.ts';
import { quotedPrintable } from './quoted-printable.ts';
import { wrapText } from './wrap.ts';

const CRLF = '\r\n';

/**
 * A text as a MIME entity, all ASCII with CRLF line ends.
 * @param fields stand before those of the text itself
 * @param parameters of its Content-Type beside the charset, such as `hp="cipher"`
 * @throws MailFault `mail.text_refused`
 */
export function textPart(text: string, fields: readonly string[] = [], parameters = ''): string {
  const lines = checkedBody(text);
  return [
    ...fields,
    `Content-Type: text/plain; charset=utf-8${parameters === '' ? '' : `; ${parameters}`}`,
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
