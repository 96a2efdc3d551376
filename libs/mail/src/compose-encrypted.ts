import { boundaryFor } from './boundary.ts';
import { contentPart } from './content-part.ts';
import { asciiField } from './headers.ts';
import type { Message } from './message.ts';
import { envelopeOf, headerOf } from './message.ts';
import type { RecipientKey } from './recipient-key.ts';
import type { Sealer } from './signing-key.ts';
import type { OutgoingMail } from './transport.ts';

export interface SecretMessage extends Message {
  /** What everybody on the way reads as its subject; the true one is inside. */
  outerSubject: string;
}

const CRLF = '\r\n';
/** The second is how programs from before RFC 9788 are told of the fields within. */
const PARAMETERS = 'hp="cipher"; protected-headers="v1"';

/**
 * Makes the finished bytes of a mail that its recipient alone can read, signed within (RFC 3156 section 6.2). Its header fields
 * are inside as well, with what stands outside (RFC 9788), so that a reader's program shows the true subject and sees whether
 * somebody changed the outer fields.
 * @throws MailFault when an address, a header or the text holds what cannot be sent as it is
 * @throws SigningKeyFault when the message cannot be sealed; it never goes out in clear instead
 */
export async function composeEncrypted(
  message: SecretMessage,
  sealer: Sealer,
  recipient: RecipientKey,
): Promise<OutgoingMail> {
  const envelope = envelopeOf(message);
  const outer = headerOf({ ...message, subject: message.outerSubject });
  const inner = contentPart(message, [...headerOf(message), ...outer.map(asOuter)], PARAMETERS);
  const armored = await sealer.seal(Buffer.from(inner, 'latin1'), message.date, recipient);
  return { envelope, raw: Buffer.from(assemble(message, outer, armored), 'latin1') };
}

/** RFC 9788 section 2.2: a field as it stands outside, for whoever opens the message. */
function asOuter(field: string): string {
  const [name, value] = split(field);
  return asciiField('HP-Outer', `${name}: ${value}`);
}

/** Unfolded. */
const split = (field: string): [string, string] => {
  const line = field.replaceAll(/\r\n(?=[ \t])/g, '');
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
};

function assemble(message: Message, header: string[], armored: string): string {
  const boundary = boundaryFor(message.messageId);
  return [
    ...header,
    'MIME-Version: 1.0',
    'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted";',
    ` boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: application/pgp-encrypted',
    'Content-Description: PGP/MIME version identification',
    '',
    'Version: 1',
    '',
    `--${boundary}`,
    'Content-Type: application/octet-stream; name="encrypted.asc"',
    'Content-Description: OpenPGP encrypted message',
    'Content-Disposition: inline; filename="encrypted.asc"',
    '',
    ...armored.trimEnd().split(/\r?\n/),
    `--${boundary}--`,
    '',
  ].join(CRLF);
}
