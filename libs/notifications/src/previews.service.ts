import { Inject, Injectable } from '@nestjs/common';
import type { NoticePreviewView, NotificationRequest, PreviewDeliveryView } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf } from '#libs/access';
import { Clock, Transactions } from '#libs/database';
import type { Incident } from '#libs/incidents';
import type { Contact, Operator } from '#libs/operators';
import type { Draft } from './deliveries.service.ts';
import { Drafting } from './drafting.service.ts';
import type { Drafted } from './drafting.service.ts';
import { labelled, noticeOf } from './new-notice.ts';
import type { Protection } from './protection.ts';
import { reasonCodes } from './reason-codes.ts';
import { secondPersonOf } from './reached.ts';
import { sampleMail } from './sample-mail.ts';
import { WAITS_HOURS } from './second-person.ts';
import { isAllowedAddress, MAIL_SETTINGS, SENDING_POLICY } from './settings.ts';
import type { MailSettings, SendingPolicy } from './settings.ts';
import { Templates } from './templates.ts';

/** What telling an audience would do: to whom, by which words, and to whom not and why. Sends and writes nothing. */
@Injectable()
export class Previews {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly drafting: Drafting,
    private readonly templates: Templates,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
    @Inject(SENDING_POLICY) private readonly policy: SendingPolicy,
  ) {}

  /** @throws NotificationFault as telling would */
  async preview(
    principal: Principal,
    incident: Incident,
    request: NotificationRequest,
  ): Promise<NoticePreviewView> {
    const asked = noticeOf(this.templates, actorOf(principal), incident, request);
    const notice = labelled(asked, incident);
    const { reader } = this.transactions;
    const drafted = await this.drafting.draft(reader, notice, await this.clock.now());
    const second = await secondPersonOf(reader, notice, drafted.operators, this.policy);
    const deliveries = this.deliveriesOf(notice.template, drafted);
    const shown = shownOf(drafted.drafts, request.sampleOf);
    return {
      preview: true,
      tlp: notice.tlp,
      ...sampleMail(this.templates, notice, shown, this.settings.publicUrl),
      from: this.settings.from,
      sampleOf: whoseIs(shown),
      counts: countsOf(drafted.operators, deliveries),
      secondPerson: { ...second, waitsHours: WAITS_HOURS },
      onlyDomains: this.settings.onlyDomains,
      heldDomains: this.heldOf(drafted.drafts),
      deliveries,
    };
  }

  private deliveriesOf(template: string, { drafts, contacts, operators }: Drafted): PreviewDeliveryView[] {
    const operatorOf = new Map(operators.map((operator) => [operator.id, operator]));
    const contactOf = new Map(contacts.map((contact) => [contact.id, contact]));
    return drafts
      .map(({ addressee: { operatorId, contactId, recipient, withheld, protection } }) => {
        const contact = contactOf.get(contactId ?? '');
        return {
          operatorId,
          operator: shortOf(operatorOf.get(operatorId ?? '')),
          contact: {
            ...knownOf(contact),
            id: contactId,
            email: recipient.email,
            name: recipient.name,
            language: recipient.language,
            timezone: recipient.timezone,
          },
          writtenIn: this.templates.find(template, recipient.language)?.language ?? 'en',
          willBeSent: withheld === null,
          way: withheld === null ? (protection?.way ?? 'signed') : 'withheld',
          encrypted: protection?.way === 'encrypted',
          encryptedTo: protection?.way === 'encrypted' ? protection.fingerprint : null,
          whyCodes: reasonCodes(withheld ?? (protection?.way === 'minimal' ? protection.why : null)),
          why: withheld ?? (protection === null ? 'signed' : IN_WORDS[protection.way](protection.why)),
        };
      })
      .sort((a, b) => placeOf(a).localeCompare(placeOf(b), 'en'));
  }

  private heldOf(drafts: Draft[]): string[] {
    const emails = drafts.flatMap(({ addressee: { recipient } }) => recipient.email ?? []);
    const held = emails.filter((email) => !isAllowedAddress(this.settings, email));
    return [...new Set(held.map((email) => email.slice(email.lastIndexOf('@') + 1).toLowerCase()))].sort();
  }
}

/** How it goes, in a preview. */
const IN_WORDS: Record<Protection['way'], (why: string) => string> = {
  signed: (why) => `signed; not encrypted: ${why}`,
  encrypted: (why) => `signed and encrypted ${why}`,
  minimal: (why) => `signed, without what it is about: ${why}`,
  withheld: (why) => why,
};

/** The one that is asked for, or else the first that would go out. */
function shownOf(drafts: Draft[], contactId: string | undefined): Draft | undefined {
  return (
    drafts.find(({ addressee }) => contactId !== undefined && addressee.contactId === contactId) ??
    drafts.find(({ addressee }) => addressee.withheld === null) ??
    drafts[0]
  );
}

function whoseIs(draft: Draft | undefined): NoticePreviewView['sampleOf'] {
  const { operatorId = null, contactId = null } = draft?.addressee ?? {};
  return contactId === null ? null : { operatorId, contactId };
}

const shortOf = (operator: Operator | undefined) =>
  operator === undefined ? null : { slug: operator.slug, name: operator.name };

const knownOf = (contact: Contact | undefined) => ({
  role: contact?.role ?? null,
  order: contact?.callOrder ?? null,
  encryption: contact?.encryption ?? null,
  keyFingerprint: contact?.keyFingerprint ?? null,
  undeliverableSince: contact?.undeliverableSince?.toISOString() ?? null,
});

const countsOf = (operators: Operator[], deliveries: PreviewDeliveryView[]): NoticePreviewView['counts'] => ({
  operators: operators.length,
  deliveries: deliveries.length,
  signed: deliveries.filter(({ willBeSent }) => willBeSent).length,
  encrypted: deliveries.filter(({ willBeSent, encrypted }) => willBeSent && encrypted).length,
  withheld: deliveries.filter(({ willBeSent }) => !willBeSent).length,
});

const placeOf = ({ operator, contact }: PreviewDeliveryView) =>
  `${operator?.slug ?? ''} ${contact.email ?? ''}`;
