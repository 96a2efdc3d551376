/** What the audit tells of, in past tense: who used which access to what. */
export const AUDIT_TYPES = [
  'session.opened',
  'session.refused',
  'session.ended',
  'token.issued',
  'user.added',
  'key.accepted',
  'totp.activated',
  'totp.removed',
  'recovery_codes.made',
  'recovery_code.used',
  'passkey.added',
  'passkey.renamed',
  'passkey.removed',
  'passkey.copy_refused',
  'identity.linked',
  'identity.unlinked',
] as const;
export type AuditType = (typeof AUDIT_TYPES)[number];
