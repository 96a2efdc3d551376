import type { Gap } from '#libs/contracts';
import { groupBy, KEY_WARNING_DAYS, MANY_TLDS } from '#libs/contracts';
import type { FoundGap } from './ground.ts';
import type { Party } from './party.ts';
import { mailboxOf } from './party.ts';

const MS_PER_DAY = 86_400_000;

/** Gaps that a mailbox has, over all operators that it stands for. */
export function gapsOfMailboxes(parties: Party[], now: Date): FoundGap[] {
  const served = groupBy(
    parties.flatMap((party) => party.mailboxes.map((mailbox) => ({ mailbox, party }))),
    ({ mailbox }) => mailbox,
  );
  const concentrations = [...served].flatMap(([mailbox, holders]) => {
    const gap = gapOf(
      'concentration',
      mailbox,
      holders.map(({ party }) => party),
    );
    return gap.tlds.length < MANY_TLDS ? [] : [gap];
  });
  return [...endsOfKeys(parties, now), ...concentrations];
}

function endsOfKeys(parties: Party[], now: Date): FoundGap[] {
  const warning = new Date(now.getTime() + KEY_WARNING_DAYS * MS_PER_DAY);
  const ending = parties.flatMap((party) =>
    party.contacts.flatMap((contact) => {
      const at = contact.hasKey ? contact.keyExpiresAt : null;
      return at === null || at > warning ? [] : [{ party, mailbox: mailboxOf(contact), at }];
    }),
  );
  return [...groupBy(ending, ({ mailbox }) => mailbox)].map(([mailbox, held]) => {
    const at = new Date(Math.min(...held.map((one) => one.at.getTime())));
    const gap = at <= now ? 'key_expired' : 'key_expiring';
    return {
      ...gapOf(
        gap,
        mailbox,
        held.map(({ party }) => party),
      ),
      at,
    };
  });
}

function gapOf(gap: Gap, mailbox: string, parties: Party[]): FoundGap {
  const each = [...new Set(parties)];
  return {
    gap,
    of: mailbox,
    detail: null,
    operators: each.map(({ operator }) => operator),
    tlds: each.flatMap(({ tlds }) => tlds),
    mailboxes: [mailbox],
    at: null,
  };
}
