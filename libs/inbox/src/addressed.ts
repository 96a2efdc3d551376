import type { InboundMailbox } from '#libs/contracts';

export interface Addressed {
  mailbox: InboundMailbox;
  /** Lower case, as we make them: relays fold it. */
  token: string | null;
}

/** Our own addresses: whom else a mail is for, nobody here takes it. */
export interface OwnAddresses {
  domain: string;
  /** The address that our mails come from. */
  from: string;
}

/** Which address of ours it is; null: none. Letter case does not count, for relays fold it. */
export function addressedTo(address: string, own: OwnAddresses): Addressed | null {
  const lower = address.toLowerCase();
  if (lower === own.from.toLowerCase()) return { mailbox: 'desk', token: null };
  const at = lower.lastIndexOf('@');
  if (lower.slice(at + 1) !== own.domain.toLowerCase()) return null;
  const local = lower.slice(0, at);
  if (local === 'report') return { mailbox: 'report', token: null };
  const found = /^(reply|bounce|list)\+([a-z0-9_-]{1,59})$/.exec(local);
  if (found === null) return null;
  const [, mailbox, token = ''] = found;
  return { mailbox: mailbox as 'reply' | 'bounce' | 'list', token };
}
