import type { HeldSendView } from '#libs/contracts';

/**
 * What one may say to a send: `may` decide; `own`: proposed it, and may take it back alone; `decided`: has agreed already;
 * `late`: nobody decided in time; `over`: it waits for nobody any more.
 */
export type Standing = 'may' | 'own' | 'decided' | 'late' | 'over';

/** `now` in ms, by the service's clock. */
export function standingOf(
  { state, approval, sentBy }: Pick<HeldSendView, 'state' | 'approval' | 'sentBy'>,
  userId: string,
  now: number,
): Standing {
  if (state !== 'awaiting_approval' || approval === null) return 'over';
  if (approval.expiresAt !== null && Date.parse(approval.expiresAt) <= now) return 'late';
  if (sentBy.id === userId) return 'own';
  return approval.decisions.some(({ by }) => by.id === userId) ? 'decided' : 'may';
}
