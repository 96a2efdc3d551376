import { boundaryFor } from './boundary.ts';
import { contentPart } from './content-part.ts';
import type { Message } from './message.ts';
import { envelopeOf, headerOf } from './message.ts';
import type { DetachedSignature, Signer } from './signing-key.ts';
import type { OutgoingMail } from './transport.ts';

const CRLF = '\r\n';

/**
 * Makes the finished bytes of a signed mail (RFC 3156 section 5): exactly two parts, what is said and its signature, CRLF, 7-bit. Signed last;
 * what comes out is stored and sent as it is.
 * @throws MailFault when an address, a header or the text holds what cannot be sent as it is.
 */
export async function composeSigned(message: Message, signer: Signer): Promise<OutgoingMail> {
  const envelope = envelopeOf(message);
  const header = headerOf(message);
  // Signed is the part with its own header fields (RFC 3156 section 5).
  const part = contentPart(message);
  const signature = await signer.sign(Buffer.from(part, 'latin1'), message.date);
  return { envelope, raw: Buffer.from(assemble(message, header, part, signature), 'latin1') };
}

function assemble(message: Message, header: string[], part: string, signature: DetachedSignature): string {
  const boundary = boundaryFor(message.messageId);
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
