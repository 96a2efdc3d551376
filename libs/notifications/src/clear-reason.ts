import type { ClearReason } from '#libs/contracts';
import type { Contact } from '#libs/operators';
import type { Delivery } from './notification.entity.ts';

/**
 * Why a mail went in clear, as it was when it was made; of one that was made before that was kept, by its reader's entry of
 * today. Null: it did not, or is not made.
 */
export function clearReasonOf(delivery: Delivery, contact: Contact | undefined): ClearReason | null {
  if (delivery.protection !== 'signed') return null;
  if (delivery.clearReason !== null) return delivery.clearReason;
  if (delivery.userId !== null) return 'account';
  if (contact === undefined || contact.removedAt !== null) return 'no_contact';
  if (contact.encryption === 'never') return 'wants_clear';
  if (contact.keyFingerprint === null) return 'no_key';
  const end = contact.keyExpiresAt;
  return end !== null && end <= (delivery.firstTriedAt ?? delivery.createdAt) ? 'key_ended' : 'key_since';
}
