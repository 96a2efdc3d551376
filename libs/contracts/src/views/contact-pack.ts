import type { DeliveryState } from '../notification.ts';
import type { ContactRole } from '../operator.ts';
import type { OperatorNameView } from './directory.ts';

/** The contact pack of a month; of `GET /api/v1/contact-packs`. */
export interface ContactPackView {
  /** `2026-11`, in UTC. */
  month: string;
  builtAt: string;
  /** Contacts it was meant for. */
  recipients: number;
  /** How its mails stand; `withheld`: no key, so it was not sent. */
  deliveries: { state: DeliveryState; count: number }[];
}

/** One of `GET /api/v1/contact-packs/{month}/recipients`. */
export interface ContactPackRecipientView {
  contactId: string;
  email: string;
  role: ContactRole;
  operator: OperatorNameView;
  delivery: DeliveryState;
  /** The relay's last words, or why it was not sent. */
  why: string | null;
  encryptedTo: string | null;
  handedOverAt: string | null;
}
