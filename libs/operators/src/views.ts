import type { ContactView } from '#libs/contracts';
import type { Contact } from './contact.entity.ts';

/** What the operator itself and the CERT see of a contact. */
export const contactView = (contact: Contact): ContactView => ({
  id: contact.id,
  operatorId: contact.operatorId,
  email: contact.email,
  name: contact.name,
  role: contact.role,
  order: contact.callOrder,
  language: contact.language,
  timezone: contact.timezone,
  phone: contact.phone,
  encryption: contact.encryption,
  hasKey: contact.keyArmored !== null,
  keyFingerprint: contact.keyFingerprint,
  keyAlgorithm: contact.keyAlgorithm,
  keyExpiresAt: contact.keyExpiresAt?.toISOString() ?? null,
  undeliverableSince: contact.undeliverableSince?.toISOString() ?? null,
  undeliverableWhy: contact.undeliverableWhy,
  version: contact.version,
});
