import { addressesIn } from './addresses-in.ts';
import { attachedOf } from './attached-files.ts';
import type { Attached } from './attached-files.ts';
import { automaticOf } from './automatic.ts';
import type { Automatic } from './automatic.ts';
import { bounceReportOf } from './bounce-report.ts';
import type { BounceReport } from './bounce-report.ts';
import { decodeWords } from './charset.ts';
import { readEntity } from './entity.ts';
import type { Entity } from './entity.ts';
import { allOf, firstOf } from './header-fields.ts';
import type { Field } from './header-fields.ts';
import { Budget, READING_LIMITS, ReadingLimitExceeded } from './limits.ts';
import type { OwnKeys } from './own-keys.ts';
import { peel } from './peel.ts';
import type { Peeled } from './peeled.ts';
import { cut, shownOf } from './shown-text.ts';
import { senderVerdict } from './signatures.ts';
import type { KeyLookUp, Verdicts } from './verdicts.ts';

/** What there is to know of a mail that came in. Everything in it is a stranger's word but the verdicts. */
export interface MailReading extends Attached {
  verdicts: Verdicts;
  /** The true one, from inside where it is protected (RFC 9788). */
  subject: string;
  /** As it stands there, for people. */
  from: string;
  to: string[];
  /** ISO instant, of the Date field; null where it has none that can be read. */
  date: string | null;
  messageId: string | null;
  inReplyTo: string | null;
  references: string[];
  /** With a good signature: the signed text, and nothing beside it. */
  text: string;
  /** OpenPGP keys that came along (RFC 3156, 7), armoured; with a good signature: those that it covers. */
  keys: string[];
  automatic: Automatic | null;
  bounce: BounceReport | null;
}

export interface ReadingContext {
  own: OwnKeys;
  lookUp: KeyLookUp;
  now: Date;
  /** The return path; empty for the null sender, null where it is not known. */
  envelopeFrom: string | null;
}

/** Reads one mail. Its structure may be any nonsense; what it asks for is bounded. @throws ReadingLimitExceeded */
export async function readMail(raw: Buffer, context: ReadingContext): Promise<MailReading> {
  if (raw.length > READING_LIMITS.totalBytes)
    throw new ReadingLimitExceeded(
      'totalBytes',
      `It has ${raw.length} bytes, more than ${READING_LIMITS.totalBytes}.`,
    );
  const budget = new Budget();
  const root = readEntity(withLineFeeds(raw), budget);
  const fromFields = allOf(root.fields, 'from');
  const from = addressesIn(fromFields);
  const single = fromFields.length === 1 && from.length === 1 ? (from[0] ?? null) : null;
  const peeled = await peel(root, {
    own: context.own,
    world: { now: context.now, from: single, lookUp: context.lookUp },
    budget,
  });
  const inner = protectedFields(peeled);
  const innerFrom = addressesIn(allOf(inner, 'from')).filter((address) => !from.includes(address));
  const judged = peeled.judged ?? { signed: peeled.signed, signer: null, known: [] };
  const shown = shownOf(peeled.content ?? root, budget);
  const automatic = automaticOf(root, context.envelopeFrom);
  const bounce = automatic === 'bounce' || automatic === 'auto_reply' ? bounceReportOf(root, budget) : null;
  return {
    // The last of what is decoded: files take the room that the rest leaves.
    ...attachedOf(shown.files, budget),
    verdicts: {
      encrypted: peeled.encrypted,
      signed: peeled.signed,
      signer: judged.signer,
      sender: senderVerdict([...from, ...innerFrom], fromFields.length, { ...judged, signed: peeled.signed }),
    },
    subject: lineOf(firstOf(inner, 'subject') ?? firstOf(root.fields, 'subject') ?? ''),
    from: lineOf(fromFields.join(', ')),
    to: addressesIn([...allOf(root.fields, 'to'), ...allOf(root.fields, 'cc')]).slice(0, 20),
    date: dateOf(firstOf(root.fields, 'date')),
    messageId: idsIn(firstOf(root.fields, 'message-id'))[0] ?? null,
    inReplyTo: idsIn(firstOf(root.fields, 'in-reply-to'))[0] ?? null,
    references: idsIn(firstOf(root.fields, 'references')).slice(-50),
    text: cut(peeled.text ?? shown.text),
    keys: shown.keys,
    automatic,
    bounce,
  };
}

/** Header fields that lie within the signature or the encryption (RFC 9788, and the older draft of Autocrypt's makers). */
function protectedFields({ content, encrypted, signed, text }: Peeled): readonly Field[] {
  if (content === null || text !== null) return [];
  const isWhole = encrypted.state === 'yes' || (signed.state === 'good' && signed.how === 'mime');
  return isWhole && isProtected(content) ? content.fields : [];
}

const isProtected = ({ type }: Entity) =>
  ['clear', 'cipher'].includes(type.parameters.get('hp')?.toLowerCase() ?? '') ||
  type.parameters.get('protected-headers')?.toLowerCase() === 'v1';

/** Mails of old Macs end their lines with CR alone; SMTP has put one whole line end at their end. */
function withLineFeeds(raw: Buffer): Buffer {
  const first = raw.indexOf(10);
  if ((first !== -1 && first < raw.length - 1) || !raw.includes(13)) return raw;
  return Buffer.from(raw.toString('latin1').replace(/\r\n?/g, '\n'), 'latin1');
}

const lineOf = (raw: string): string =>
  cut(decodeWords(raw)).replace(/\s+/g, ' ').trim().slice(0, 998).toWellFormed();

const idsIn = (value: string | null): string[] =>
  (value ?? '').slice(0, 65_536).match(/<[^<>\s]{1,500}>/g) ?? [];

function dateOf(value: string | null): string | null {
  const date = new Date(
    (value ?? '')
      .replace(/\([^)]*\)/g, '')
      .trim()
      .slice(0, 100),
  );
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
