import { Inject, Injectable } from '@nestjs/common';
import type { ClearReason, EncryptionPolicy } from '#libs/contracts';
import { MailFault, tokenAddress } from '#libs/mail';
import type { MailFile, Message } from '#libs/mail';
import { whyNotByMail } from './by-mail.ts';
import { CONTACT_PACK, protectionOfPack } from './contact-packs/protection.ts';
import { relationOn, whyNotOnList } from './lists/label.ts';
import { listHeaders, listVariables, RULE_ALERT } from './lists/list-mail.ts';
import type { ListFacts } from './lists/list-mail.ts';
import { mailWords } from './mail-words.ts';
import type { MailFacts } from './mail-words.ts';
import type { Delivery, Notification } from './notification.entity.ts';
import { protectionOf, withDeadKey } from './protection.ts';
import type { Lock, Protection } from './protection.ts';
import { MAIL_MAKER, MAIL_SETTINGS } from './settings.ts';
import type { MailMaker, MailSettings } from './settings.ts';
import { RECORD_SLICE, sliceVariables } from './slices/record-slice.ts';
import { SliceFiles } from './slices/slice-files.service.ts';
import { Templates } from './templates.ts';
import { tongueOf } from './words/index.ts';

/** What a delivery needs to be made and sent, and the time. */
export interface Loaded {
  id: string;
  incidentId: string | null;
  operatorId: string | null;
  recipient: Delivery['recipient'];
  variables: Delivery['variables'];
  messageId: string;
  mailToken: string;
  raw: Buffer | null;
  template: string;
  /** Of the notification, or of its incident where that was raised since. */
  tlp: Notification['tlp'];
  isReceipt: boolean;
  /** It brings what was known at a closure, and the incident was opened again since it was written. */
  isOpenedAgain: boolean;
  subject: string | null;
  /** What a person wrote; the variables of a notice hold it already. */
  body: string | null;
  /** The list that it is posted to; null for all other mail. */
  list: ListFacts | null;
  /** As it stands now, with the instant as text; null for a mail to somebody who is no contact. */
  contact: {
    encryption: EncryptionPolicy;
    keyFingerprint: string | null;
    keyArmored: string | null;
    keyExpiresAt: string | null;
  } | null;
  now: Date;
}

/** Finished bytes, and how they were made. */
export interface Made {
  raw: Buffer;
  protection: 'signed' | 'encrypted' | 'minimal';
  encryptedTo: string | null;
  /** Why everybody on the way can read it; null: nobody can, or it says nothing. */
  inClear: ClearReason | null;
  /** Why it says less than it should; null where it says all. */
  reason: string | null;
}

/** The template of a mail that says nothing but that something waits. */
const WAITS = 'message-waits';

/** Makes the bytes of a mail, as its contact and its label want them at this moment. */
@Injectable()
export class Composing {
  constructor(
    private readonly templates: Templates,
    private readonly slices: SliceFiles,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
    @Inject(MAIL_MAKER) private readonly maker: MailMaker | null,
  ) {}

  /** Why it may not go out at all, in words for a person; null: it may. */
  whyNot(one: Loaded): string | null {
    if (one.isOpenedAgain && one.raw === null)
      return 'The incident was opened again: it gets its part of the record when that is closed again.';
    const { way, why } = this.protectionFor(one);
    return way === 'withheld' ? why : null;
  }

  /** Fails closed: what cannot be encrypted and should be says only that something waits. */
  async make(one: Loaded): Promise<Made> {
    const protection = this.protectionFor(one);
    if (protection.way === 'encrypted') return this.seal(one);
    return this.sign(one, protection);
  }

  private async sign(one: Loaded, protection: Protection): Promise<Made> {
    const { why } = protection;
    const isWhole = protection.way === 'signed';
    const { raw } = await this.mails.signed(isWhole ? await this.messageOf(one) : this.minimalOf(one));
    return {
      raw,
      protection: isWhole ? 'signed' : 'minimal',
      encryptedTo: null,
      inClear: isWhole ? protection.inClear : null,
      reason: isWhole ? null : `${why.charAt(0).toUpperCase()}${why.slice(1)}.`,
    };
  }

  /** The key itself has the last word on whether it can be used. */
  private async seal(one: Loaded): Promise<Made> {
    const message = { ...(await this.messageOf(one)), outerSubject: outerSubject(one, 'Notice') };
    try {
      const { raw, encryptedTo } = await this.mails.sealed(message, one.contact?.keyArmored ?? '');
      return { raw, protection: 'encrypted', encryptedTo, inClear: null, reason: null };
    } catch (error) {
      if (!(error instanceof MailFault && error.code === 'mail.key_unusable')) throw error;
      return this.sign(one, withDeadKey(lockOf(one), one.tlp, error.message.replace(/\.$/, '')));
    }
  }

  returnPath({ mailToken }: Loaded): string {
    return tokenAddress('bounce', mailToken, this.settings.domain);
  }

  private protectionFor(one: Loaded): Protection {
    const { contact, tlp, isReceipt, list, now } = one;
    if (list !== null) return protectionOnList(one, list);
    if (one.template === CONTACT_PACK) return protectionOfPack(lockOf(one), now);
    if (contact !== null) return protectionOf(lockOf(one), { tlp, relation: 'named' }, now);
    const why = isReceipt
      ? whyNotByMail(tlp, 'receipt', 'source', false)
      : whyNotByMail(tlp, 'mail', 'named', false);
    return why === null
      ? { way: 'signed', why: '', inClear: isReceipt ? 'account' : 'no_contact' }
      : { way: 'withheld', why: `${why}: tell this contact another way.` };
  }

  private get mails(): MailMaker {
    if (this.maker === null) throw new Error('a process without the worker role was asked to sign');
    return this.maker;
  }

  private async messageOf(one: Loaded): Promise<Message> {
    const attachment = await this.fileOf(one);
    const facts =
      one.list === null
        ? { ...one, variables: ownVariables(one, attachment !== null) }
        : this.ofList(one, one.list);
    const words = mailWords(this.templates, { ...facts, language: one.recipient.language });
    return { ...this.frameOf(one), ...words, ...(attachment === null ? {} : { attachment }) };
  }

  /** Made when its mail is made, of what the record says then; null where none goes along. */
  private async fileOf({ template, operatorId, incidentId }: Loaded): Promise<MailFile | null> {
    if (template !== RECORD_SLICE || operatorId === null || incidentId === null) return null;
    return this.slices.fileOf(operatorId, incidentId);
  }

  private ofList(one: Loaded, list: ListFacts): Omit<MailFacts, 'language'> {
    const variables = listVariables(list, one.body ?? '', this.settings);
    if (one.template !== RULE_ALERT) return { ...one, variables };
    const alert = { alert: one.body ?? '', alertSubject: one.subject ?? '' };
    return { ...one, subject: null, variables: { ...variables, ...alert } };
  }

  private minimalOf(one: Loaded): Message {
    const { body } = this.templates.render(WAITS, one.recipient.language, {
      tlp: one.tlp,
      reference: referenceOf(one),
      fingerprint: one.contact?.keyFingerprint ?? '',
      endedOn: endedOn(one),
      publicUrl: this.settings.publicUrl,
    });
    return {
      ...this.frameOf(one),
      subject: outerSubject(one, tongueOf(one.recipient.language).waits),
      text: body,
    };
  }

  /** All but what it says. */
  private frameOf(one: Loaded): Omit<Message, 'subject' | 'text'> {
    const number = one.variables['incidentNumber'] ?? null;
    const thread = number === null ? null : `<incident-${number}@${this.settings.domain}>`;
    const { email, name } = one.recipient;
    return {
      from: { name: 'DNS-CERT', address: this.settings.from },
      to: { address: email ?? '', ...(name === null ? {} : { name }) },
      replyTo: { name: 'DNS-CERT', address: tokenAddress('reply', one.mailToken, this.settings.domain) },
      date: one.now,
      messageId: one.messageId,
      ...(thread === null ? {} : { inReplyTo: thread, references: [thread] }),
      userAgent: `DNS-CERT/${this.settings.version}`,
      returnPath: this.returnPath(one),
      ...(one.list === null ? {} : { headers: listHeaders(one.list, this.settings) }),
    };
  }
}

/** The part of a pack that is the same for all lies with its notification; whether a file goes along is known now. */
const ownVariables = ({ template, variables, body }: Loaded, attached: boolean) => ({
  ...variables,
  ...(template === CONTACT_PACK ? { directory: body ?? '' } : {}),
  ...sliceVariables(template, attached),
});

/** The list's label, the incident's and who is a member count as they are when it is made. */
function protectionOnList(one: Loaded, list: ListFacts): Protection {
  if (list.isLeft) return { way: 'withheld', why: 'It is no member of the list any more.' };
  const why = whyNotOnList(one.tlp, list);
  if (why !== null) return { way: 'withheld', why: `${why}.` };
  const outside: Lock = {
    encryption: list.encryptedOnly ? 'required' : 'if_key',
    keyFingerprint: null,
    keyExpiresAt: null,
  };
  const lock = one.contact === null ? outside : lockOf(one);
  return protectionOf(lock, { tlp: one.tlp, relation: relationOn(list) }, one.now);
}

/** What everybody on the way reads of a mail whose content is not theirs. */
const outerSubject = (one: Loaded, what: string) => `[TLP:${one.tlp}] ${what} ${referenceOf(one)}`;

/** The number under which its reader knows the incident, or else the mail's own name. */
const referenceOf = ({ variables, mailToken }: Loaded) =>
  variables['incidentNumber'] ?? mailToken.slice(0, 8);

/** Day of the end of the key that is known; empty while it has not come. */
function endedOn({ contact, now }: Loaded): string {
  const end = instant(contact?.keyExpiresAt ?? null);
  return end !== null && end <= now ? end.toISOString().slice(0, 10) : '';
}

function lockOf({ contact }: Loaded): Lock {
  const { encryption = 'if_key', keyFingerprint = null, keyExpiresAt = null } = contact ?? {};
  return { encryption, keyFingerprint, keyExpiresAt: instant(keyExpiresAt) };
}

const instant = (text: string | null) => (text === null ? null : new Date(text));
