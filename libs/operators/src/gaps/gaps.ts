import type { FoundGap, GapGround, GroundTld } from './ground.ts';
import { gapsOfMailboxes } from './of-mailboxes.ts';
import { gapsOfParty } from './of-operators.ts';
import { partiesOf } from './party.ts';

/** All gaps of a directory, or of a part of it (see `GAPS`); of each kind in the order of what they are of. */
export function gapsIn(ground: GapGround): FoundGap[] {
  const parties = partiesOf(ground);
  const found = [
    ...ground.tlds.filter((tld) => isUnclaimed(tld, ground)).map(noOperator),
    ...parties.flatMap((party) => gapsOfParty(party, ground.graph)),
    ...gapsOfMailboxes(parties, ground.now),
  ];
  return found.sort((a, b) => (a.of < b.of ? -1 : 1));
}

/** A TLD that is gone from the root zone needs nobody. */
const isUnclaimed = ({ label, operatorId }: GroundTld, { graph }: GapGround) =>
  operatorId === null && (graph?.tlds.has(label) ?? true);

const noOperator = (tld: GroundTld): FoundGap => ({
  gap: 'no_operator',
  of: tld.label,
  detail: null,
  operators: [],
  tlds: [tld],
  mailboxes: [],
  at: null,
});
