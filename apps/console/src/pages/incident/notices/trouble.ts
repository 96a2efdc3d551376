import type { DeliveryState, NotificationListView } from '#libs/contracts';
import { DELIVERY_STATES } from '#libs/contracts';

/** Where a mail has not come through, or not yet: somebody looks at these. */
const TROUBLE: readonly DeliveryState[] = ['delayed', 'bounced', 'failed', 'withheld'];

export const isTrouble = (state: DeliveryState): boolean => TROUBLE.includes(state);

/** Of a notice: a mail that did not come through, or a send that nobody agreed to. */
export const hasTrouble = ({ state, counts }: Pick<NotificationListView, 'state' | 'counts'>): boolean =>
  state === 'rejected' || state === 'expired' || TROUBLE.some((one) => counts[one] > 0);

/** In the order in which one wants to know: what went wrong, what is on its way, what came of it. */
const ORDER: readonly DeliveryState[] = [
  ...TROUBLE,
  ...DELIVERY_STATES.filter((state) => !TROUBLE.includes(state)),
];

export const countsShown = (counts: NotificationListView['counts']): [DeliveryState, number][] =>
  ORDER.flatMap((state): [DeliveryState, number][] => (counts[state] > 0 ? [[state, counts[state]]] : []));

/** Trouble first; else as they came. */
export const troubleFirst = <T extends { state: DeliveryState }>(deliveries: T[]): T[] =>
  [...deliveries].sort((a, b) => Number(isTrouble(b.state)) - Number(isTrouble(a.state)));
