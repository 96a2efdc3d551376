import { operatorSlug } from '#libs/contracts';

export type ListFaultCode =
  | 'list.not_found'
  | 'list.slug_taken'
  | 'list.version_changed'
  | 'list.open_is_clear'
  | 'list.single_recipients'
  | 'list.closed'
  | 'list.not_by_hand'
  | 'list.key_refused'
  | 'list.label_refused'
  | 'list.incident_unknown'
  | 'list.nobody'
  | 'list.no_post'
  | 'list.no_wish'
  | 'list.key_frozen'
  | 'list_rule.kind_unknown'
  | 'list_rule.not_found'
  | 'list_rule.own'
  | 'list_rule.not_proposed'
  | 'alert.not_found'
  | 'alert.not_held'
  | 'subscription.not_found'
  | 'subscription.known_already'
  | 'subscription.not_paused'
  | 'subscription.link_invalid';

export class ListFault extends Error {
  constructor(
    readonly code: ListFaultCode,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

/** What is no short name names no list. @throws ListFault `list.not_found` */
export function assertSlug(text: string): void {
  if (!operatorSlug.safeParse(text).success) throw noList();
}

export const noList = () => new ListFault('list.not_found', 'There is no such mailing list.');

export const noSubscription = () =>
  new ListFault('subscription.not_found', 'This list has no such subscription.');

export const deadLink = () =>
  new ListFault(
    'subscription.link_invalid',
    'This link is not known, or it is too old. A subscription can be confirmed for 7 days; after that, please ask for it again.',
  );
