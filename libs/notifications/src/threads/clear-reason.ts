import type { ClearReason } from '#libs/contracts';
import type { Contact } from '#libs/operators';
import type { Delivery } from '../notification.entity.ts';

/** Why a mail was not encrypted, by its reader's entry of today: what stood there then is not kept. Null: it was, or is not made. */
export function clearReasonOf(delivery: Delivery, contact: Contact | undefined): ClearReason | null {
  if (delivery.protection !== 'signed') return null;
  if (delivery.userId !== null) return 'account';
  if (contact === undefined || contact.removedAt !== null) return 'no_contact';
  if (contact.encryption === 'never') return 'wants_clear';
  if (contact.keyFingerprint === null) return 'no_key';
  const end = contact.keyExpiresAt;
  return end !== null && end <= (delivery.firstTriedAt ?? delivery.createdAt) ? 'key_ended' : 'key_since';
}
