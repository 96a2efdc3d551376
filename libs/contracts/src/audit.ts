/** What the audit tells of, in past tense: who used which access to what. */
export const AUDIT_TYPES = [
  'session.opened',
  'session.refused',
  'session.ended',
  'token.issued',
  'user.added',
  'speaking.granted',
  'speaking.ended',
  'contact.change_asked',
  'contact.change_frozen',
  'contact.change_confirmed',
  'contact.confirmation_refused',
  'contact.change_refused',
  'contact.change_expired',
  'contact.freeze_overridden',
  'contact.changed',
  'key.changed',
] as const;
export type AuditType = (typeof AUDIT_TYPES)[number];
