/** h */
const GIVE_UP_AFTER = 48;
/** min; then the next contact is tried as well. */
export const URGENT_LIMIT = 15;
/** min */
const LONGEST = 60;

/** Minutes until the next try after `tries` that failed: 1, 2, 4 … 60. */
export function backOffMinutes(tries: number): number {
  return Math.min(LONGEST, 2 ** Math.max(0, tries - 1));
}

/** RFC 5321 section 4.5.4.1 asks for at least four or five days for mail in general; a notice of an incident is stale after two. */
export function isGivenUp(firstTriedAt: Date, now: Date): boolean {
  return now.getTime() - firstTriedAt.getTime() > GIVE_UP_AFTER * 3_600_000;
}

/** An urgent mail that is not through after 15 minutes is a person's business, once. */
export function isWorthAPerson(
  row: { lane: 'urgent' | 'normal'; first_tried_at: Date; escalated_at: Date | null },
  now: Date,
): boolean {
  return (
    row.lane === 'urgent' &&
    row.escalated_at === null &&
    now.getTime() - row.first_tried_at.getTime() >= URGENT_LIMIT * 60_000
  );
}
