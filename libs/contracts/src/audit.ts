/** What the audit tells of, in past tense: who used which access to what. */
export const AUDIT_TYPES = [
  'session.opened',
  'session.refused',
  'session.ended',
  'token.issued',
  'token.revoked',
  'user.added',
  'user.invited',
  'user.changed',
  'user.deactivated',
  'user.reactivated',
  'invitation.accepted',
  'invitation.revoked',
  'password.changed',
  'password.reset_asked',
  'password.reset',
] as const;
export type AuditType = (typeof AUDIT_TYPES)[number];
