import type { ContactRole, EncryptionPolicy } from '../operator.ts';
import type { Tlp } from '../tlp.ts';
import type { OperatorNameView } from './directory.ts';
import type { DeliveryReasonView } from './notification.ts';

/** One mail that would be sent, or why it would not. */
export interface PreviewDeliveryView {
  operatorId: string | null;
  operator: OperatorNameView | null;
  /** Nulls where the operator has no contact. */
  contact: {
    id: string | null;
    email: string | null;
    name: string | null;
    role: ContactRole | null;
    /** Place in the order of call; 1 is told first. */
    order: number | null;
    language: string;
    timezone: string;
    /** What the contact asks for. */
    encryption: EncryptionPolicy | null;
    /** Fingerprint of the key that is known for it. */
    keyFingerprint: string | null;
    /** Since when mail to it comes back. */
    undeliverableSince: string | null;
  };
  /** Of the text, which may be English for want of another. */
  writtenIn: string;
  willBeSent: boolean;
  /** `minimal`: it would say only that a message waits, for the key that is known is of no use now. */
  way: 'signed' | 'encrypted' | 'minimal' | 'withheld';
  encrypted: boolean;
  /** Fingerprint of the key it is encrypted to; null in clear. */
  encryptedTo: string | null;
  why: string;
  /** Why it is withheld, or goes without what it is about, sentence by sentence; empty where it is neither. */
  whyCodes: DeliveryReasonView[];
}

/** What a notice would do. Nothing was sent or written. */
export interface NoticePreviewView {
  preview: true;
  /** The label that it goes under. */
  tlp: Tlp;
  /** One of the mails, word for word; the link in it is made when it is sent. */
  subject: string;
  text: string;
  from: string;
  /** Whose mail that is; null where nobody has a contact. */
  sampleOf: { operatorId: string | null; contactId: string } | null;
  /** `signed` are all that go out, `encrypted` those of them that nobody else can read. */
  counts: { operators: number; deliveries: number; signed: number; encrypted: number; withheld: number };
  /** Who else must agree before it goes out; nobody where `needed` is 0. It waits so many hours, then runs out. */
  secondPerson: { needed: 0 | 1 | 2; why: string | null; waitsHours: number };
  /** Names under which alone this installation mails; none: it mails everybody. */
  onlyDomains: string[];
  /** Domains of this audience that are none of those. */
  heldDomains: string[];
  deliveries: PreviewDeliveryView[];
}
