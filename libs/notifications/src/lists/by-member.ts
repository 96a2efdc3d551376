import type { AuditEntry } from '#libs/access';
import type { AuditType } from '#libs/contracts';
import type { ListSubscription } from './list.entity.ts';

/** What the audit tells of what a member did for itself. */
export const byMember = (
  type: Extract<AuditType, `subscription.${string}`>,
  { id, email, operatorId, listId }: ListSubscription,
  more: Record<string, unknown> = {},
): AuditEntry => ({
  type,
  actor: { kind: 'contact', name: email },
  subject: { kind: 'subscription', id },
  operatorId,
  data: { listId, email, ...more },
});

/** What a subscription becomes when its reader leaves; a wish that waits goes with it. */
export const leftNow = (reason: string, now: Date) => ({
  state: 'left' as const,
  reason,
  asked: null,
  confirmHash: null,
  confirmUntil: null,
  since: now,
});
