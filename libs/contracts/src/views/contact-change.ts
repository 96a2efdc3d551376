import type { ConfirmationWay, ContactChangeKind, ContactChangeState } from '../contact-change.ts';

/** A change of a contact or key that waits for a second word, or did. Some fields are for the CERT's own people alone. */
export interface ContactChangeView {
  id: string;
  operatorId: string;
  contactId: string;
  /** Address and role at that time. */
  contact: string;
  what: ContactChangeKind;
  from: Record<string, unknown>;
  to: Record<string, unknown>;
  /** The same for people, one line a field. */
  lines: string[];
  state: ContactChangeState;
  askedBy: string;
  askedAt: string;
  /** Null where it does not run out: frozen, or done with. */
  expiresAt: string | null;
  /** What the old key signs; null where nothing waits to be confirmed. */
  challenge: string | null;
  confirmation: {
    how: ConfirmationWay;
    at: string;
    by?: string;
    number?: string | null;
    reason?: string | null;
  } | null;
  /** Who let it go on although the operator is in a hijack. */
  overrides?: { by: string; reason: string; at: string }[];
  endedAt: string | null;
  endedWhy: string | null;
  /** What happens next, in words. */
  next: string | null;
}
