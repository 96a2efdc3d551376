/** What the audit tells of, in past tense: who used which access to what. */
export const AUDIT_TYPES = [
  'session.opened',
  'session.refused',
  'session.ended',
  'session.limit_reached',
  'token.issued',
  'user.added',
  'sensitive.read',
] as const;
export type AuditType = (typeof AUDIT_TYPES)[number];
