import type { Relay } from './relay.ts';
import type { SmtpError } from './smtp-failure.ts';

/** Why mail goes in clear over a connection that stands. */
export const whyInClear = ({ startTls }: Relay): string =>
  startTls === 'off'
    ? 'Sent in clear: starttls=off says so.'
    : `Sent in clear: the server offers no STARTTLS, and starttls=${startTls} lets it pass.`;

/**
 * Why TLS kept the mail back.
 * @param offeredAt when the server last offered what is demanded of it for that; null: it is demanded of all
 */
export function whyKeptBack(
  { response, originalCode = '', message }: SmtpError,
  offeredAt: Date | null,
): string {
  if (response !== undefined && offeredAt !== null)
    return `Kept back: the server offers no STARTTLS now, and did on ${day(offeredAt)}. It may have been taken out on the way: ask whoever runs the server, another way than by mail.`;
  if (response !== undefined)
    return 'Kept back: the server does not offer STARTTLS, which is demanded. It may have been taken out on the way.';
  if (/CERT|SIGNATURE|ISSUER|ALTNAME|VERIFY/i.test(originalCode) || /certificate/i.test(message))
    return 'Kept back: the certificate of the server is not good for its name.';
  return 'Kept back: no TLS came about with the server.';
}

const day = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' at ')} UTC`;
