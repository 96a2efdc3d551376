import type { PreviewDeliveryView } from '#libs/contracts';

/** Why mails are kept back, each reason once with how many; the most frequent first. */
export function withheldReasons(
  deliveries: Pick<PreviewDeliveryView, 'willBeSent' | 'why'>[],
): { why: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { willBeSent, why } of deliveries) if (!willBeSent) counts.set(why, (counts.get(why) ?? 0) + 1);
  return [...counts].map(([why, count]) => ({ why, count })).sort((a, b) => b.count - a.count);
}

/** What is withheld first: it is what a person has to do something about. */
export const withheldFirst = <T extends { willBeSent: boolean }>(deliveries: T[]): T[] =>
  [...deliveries].sort((a, b) => Number(a.willBeSent) - Number(b.willBeSent));
