import type { DeliveryView } from '#libs/contracts';

/** Mails by what came of them: `out` were handed over, `trouble` are put off or came back, `done` are no longer on their way. */
export function stateCounts(deliveries: Pick<DeliveryView, 'state'>[]): {
  done: number;
  out: number;
  withheld: number;
  trouble: number;
} {
  const count = (...states: DeliveryView['state'][]) =>
    deliveries.filter(({ state }) => states.includes(state)).length;
  return {
    done: deliveries.length - count('queued', 'sending'),
    out: count('handed_over', 'acknowledged'),
    withheld: count('withheld'),
    trouble: count('delayed', 'bounced', 'failed'),
  };
}
