import { randomUUID } from 'node:crypto';
import { mailAddress, type Tlp } from '#libs/contracts';
import { MailFault } from './fault.ts';

/** One addr-spec in ASCII as it is, or a fault: no list, no display name, no route, nothing that could open a second header. */
export function checkedAddress(field: string, address: string): string {
  if (mailAddress.safeParse(address).success) return address;
  throw new MailFault('mail.address_refused', `${field} must be one plain mail address.`);
}

/**
 * An address of ours that carries a token: `bounce+token@domain` as return path (VERP), `reply+token@domain` for answers.
 * The token should not need its case: some relays fold it. At most 57 characters of `A-Za-z0-9_-`.
 */
export function tokenAddress(mailbox: 'bounce' | 'reply', token: string, domain: string): string {
  if (!/^[A-Za-z0-9_-]{1,57}$/.test(token))
    throw new MailFault('mail.address_refused', `The token of a ${mailbox} address is not a short word.`);
  return checkedAddress(mailbox, `${mailbox}+${token}@${domain}`);
}

/** A new Message-ID; made once per delivery and kept with its bytes. */
export function messageId(domain: string): string {
  return `<${checkedAddress('Message-ID', `${randomUUID()}@${domain}`)}>`;
}

/** `[DNS-CERT #2026-000123] [TLP:AMBER] Registry of .example unreachable` */
export function subjectLine(given: { number: string | null; tlp: Tlp; text: string }): string {
  return `[DNS-CERT${given.number === null ? '' : ` #${given.number}`}] [TLP:${given.tlp}] ${given.text}`;
}
