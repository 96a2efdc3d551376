import { groupBy } from '#libs/contracts';
import type { GapGround, GroundContact, GroundOperator, GroundTld } from './ground.ts';

/** An operator with what it runs and whom one could tell there. */
export interface Party {
  operator: GroundOperator;
  tlds: GroundTld[];
  contacts: GroundContact[];
  /** To which mail does not come back, each once, in lower case. */
  mailboxes: string[];
}

export function partiesOf({ operators, tlds, contacts }: GapGround): Party[] {
  const tldsOf = groupBy(tlds, ({ operatorId }) => operatorId);
  const contactsOf = groupBy(contacts, ({ operatorId }) => operatorId);
  return operators.map((operator) => {
    const own = contactsOf.get(operator.id) ?? [];
    const usable = own.filter(({ isUndeliverable }) => !isUndeliverable).map(mailboxOf);
    return {
      operator,
      tlds: tldsOf.get(operator.id) ?? [],
      contacts: own,
      mailboxes: [...new Set(usable)].sort(),
    };
  });
}

export const mailboxOf = ({ email }: Pick<GroundContact, 'email'>) => email.toLowerCase();
