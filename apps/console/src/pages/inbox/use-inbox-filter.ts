import { useSearchParams } from 'react-router';
import type { InboxFilter } from '#libs/contracts';
import {
  ENCRYPTED_STATES,
  INBOUND_MAILBOXES,
  INBOUND_OUTCOMES,
  INBOUND_STATES,
  SENDER_STATES,
  SIGNED_STATES,
} from '#libs/contracts';

const oneOf = <T extends string>(all: readonly T[], text: string | null): T | undefined =>
  all.find((one) => one === text);
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the list is narrowed to; it stands in the address, to be kept or sent on. */
export function useInboxFilter() {
  const [search, setSearch] = useSearchParams();
  const incident = search.get('incident') ?? '';
  const filter: InboxFilter = {
    state: oneOf(INBOUND_STATES, search.get('state')),
    outcome: oneOf(INBOUND_OUTCOMES, search.get('outcome')),
    mailbox: oneOf(INBOUND_MAILBOXES, search.get('mailbox')),
    encrypted: oneOf(ENCRYPTED_STATES, search.get('encrypted')),
    signed: oneOf(SIGNED_STATES, search.get('signed')),
    sender: oneOf(SENDER_STATES, search.get('sender')),
    incident: ID.test(incident) ? incident : undefined,
  };
  return {
    filter,
    isNarrowed: Object.values(filter).some((value) => value !== undefined),
    choose: (name: keyof InboxFilter, value: string) =>
      setSearch(
        (before) => {
          before.delete(name);
          if (value !== '') before.set(name, value);
          return before;
        },
        { replace: true },
      ),
    clear: () => setSearch({}, { replace: true }),
  };
}
