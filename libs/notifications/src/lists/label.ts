import type { Relation } from '#libs/access';
import { leaving } from '#libs/access';
import type { Tlp } from '#libs/contracts';
import { ListFault } from './faults.ts';
import type { MailingList } from './list.entity.ts';

/** What a label is held against. */
export type Carrier = Pick<MailingList, 'open' | 'tlp'>;

/** Members of a list that people or the directory fill were decided on by name; an open list is the public. */
export const relationOn = ({ open }: Pick<Carrier, 'open'>): Relation => (open ? 'public' : 'named');

/** Why something with this label may not be posted there, in words for a person; null: it may. */
export const whyNotOnList = (label: Tlp, list: Carrier): string | null =>
  leaving(label, { exit: 'list', highest: list.tlp }, { relation: relationOn(list), encrypted: false }).why;

/** @throws ListFault `list.single_recipients`, `list.open_is_clear` */
export function assertMayCarry({ open, tlp }: Carrier): void {
  if (tlp === 'RED' || tlp === 'AMBER+STRICT')
    throw new ListFault(
      'list.single_recipients',
      `TLP:${tlp} stays with single recipients, and a list has many: AMBER, GREEN or CLEAR.`,
    );
  if (open && tlp !== 'CLEAR')
    throw new ListFault(
      'list.open_is_clear',
      'Anybody may subscribe to an open list, so it carries TLP:CLEAR alone.',
    );
}
