import type { HeldSendView } from '#libs/contracts';

/** The mailing lists that it goes to, by their short names; undefined where it goes to operators. */
export const listsOf = ({ audience }: Pick<HeldSendView, 'audience'>): string[] | undefined =>
  'person' in audience ? undefined : audience.lists;
