/**
 * Mail and OpenPGP. Knows no incident, no database and no configuration: what it needs is passed in.
 *
 *   template + values ──renderTemplate──► subject, body ──composeSigned(SigningKey)──► raw bytes + envelope
 *        (stored by the caller) ──MailTransport.send──► sent | soft_fail | hard_fail, in the relay's words
 *
 * templates · times            what a mail says
 * message                      what a mail is, and the fields of its header
 * compose                      the signed bytes (RFC 3156)
 * compose-encrypted            the same for one reader alone, with its header fields inside (RFC 9788)
 *   out of content-part · headers · encoded-words · addresses · text-part · quoted-printable · wrap · boundary
 * recipient-key                a contact's key, opened for encryption
 * making                       both in threads, which alone hold our key: mail-maker (the threads), thread, make, order
 * thread-file                  where a thread runs from
 * inbound                      what came in, read with limits: mail-reader (a thread), read-mail, and under it
 *   entity · header-fields · content-type · charset · addresses-in   MIME, with where each part's bytes lie
 *   peel · partial · smime · decryption · signatures · inline-blocks  OpenPGP: four verdicts
 *   automatic · bounce-report · shown-text                           what kind of mail, what it says
 * signing-key                  our own OpenPGP key: made, opened, used
 *   rotate-signing-key         new parts under the same primary key
 *   earlier-keys               keys from before another primary key: they read mail, and sign none
 *   signing-key-files          and kept in two files that processes agree on
 * dkim                         answers for a domain's mail (RFC 6376), over finished bytes; dkim-file: its key
 * private-file                 a file with a secret: made once, read by us alone
 * web-key                      how a Web Key Directory names and serves a key
 * contact-key                  what we take as a contact's key; key-packets: what it is made of, before it is opened
 * key-parts                    what our own is made of, and which part of it is used
 * signed-text                  whose signature over a text it is
 * transport                    what every way out has in common
 *   smtp                       one relay over kept connections: relay (its URL), smtp-pool, smtp-session, smtp-failure, tls-words, reply
 *   direct                     the recipient's own servers, each as a relay
 *   tls-memory                 who offered STARTTLS before
 *   names · whereabouts · reach  what names say now, what is remembered of them, the connection
 *   maildir                    capture instead of sending
 * gate                         two messages in flight per recipient domain
 * fault                        what can be our fault, with stable codes
 */
export { messageId, subjectLine, tokenAddress } from './addresses.ts';
export { readContactKey } from './contact-key.ts';
export type { ContactKey } from './contact-key.ts';
export { partFingerprints } from './key-packets.ts';
export { partsOfKey } from './key-parts.ts';
export type { KeyPart, KeyParts } from './key-parts.ts';
export { composeSigned } from './compose.ts';
export { composeEncrypted } from './compose-encrypted.ts';
export type { SecretMessage } from './compose-encrypted.ts';
export type { MailFile, Message } from './message.ts';
export { MailMaker } from './making/mail-maker.ts';
export type { MailMakerOptions, SealedMail } from './making/mail-maker.ts';
export { READING_LIMITS, ReadingLimitExceeded } from './inbound/limits.ts';
export type { Automatic } from './inbound/automatic.ts';
export type { BounceReport } from './inbound/bounce-report.ts';
export type { AttachedFile } from './inbound/attached-files.ts';
export { writtenEnvelope } from './inbound/written-envelope.ts';
export { MailReader } from './inbound/mail-reader.ts';
export type { MailReading } from './inbound/read-mail.ts';
export type { KeyLookUp, KeysAsked, KnownKey, Verdicts } from './inbound/verdicts.ts';
export { openRecipientKey } from './recipient-key.ts';
export type { RecipientKey } from './recipient-key.ts';
export { openDkimSigner } from './dkim-file.ts';
export type { DkimFile } from './dkim-file.ts';
export { DirectTransport } from './direct.ts';
export type { DirectOptions } from './direct.ts';
export { earlierKeysFolder, keyIdsOf, openEarlierKeys } from './earlier-keys.ts';
export { Gate } from './gate.ts';
export { MailFault, PrivateFileFault, SigningKeyFault, TemplateFault } from './fault.ts';
export type { Mailbox } from './mailbox.ts';
export { MaildirTransport } from './maildir.ts';
export { SystemNames } from './names.ts';
export type { Exchange, Names } from './names.ts';
export { parseDirectUrl, parseRelayUrl } from './relay.ts';
export type { Direct, Relay } from './relay.ts';
export { NamesAlone } from './whereabouts.ts';
export type { Found, Whereabouts } from './whereabouts.ts';
export { placeOnce, readPrivateFile } from './private-file.ts';
export { generateSigningKey, openSigningKey } from './signing-key.ts';
export type { DetachedSignature, Signer, SigningKey } from './signing-key.ts';
export { loadOrMakeSigningKey, rotateSigningKeyFiles } from './signing-key-files.ts';
export type { RotatedSigningKey } from './rotate-signing-key.ts';
export type { SigningKeyFiles } from './signing-key-files.ts';
export { signerOf } from './signed-text.ts';
export type { SignedText } from './signed-text.ts';
export { SmtpTransport } from './smtp.ts';
export type { SmtpTransportOptions } from './smtp.ts';
export type { TlsMemory } from './tls-memory.ts';
export { binaryKey, webKeyHash } from './web-key.ts';
export { wrapText } from './wrap.ts';
export { renderTemplate, templateVariables } from './templates.ts';
export type { TemplateVariable } from './templates.ts';
export { instantInZones } from './times.ts';
export type { Envelope, MailLine, MailTransport, OutgoingMail, SendResult, SendStage } from './transport.ts';
