import type { Relay } from './relay.ts';
import type { SmtpError } from './smtp-failure.ts';

/** Why mail goes in clear over a connection that stands. */
export const whyInClear = ({ startTls }: Relay): string =>
  startTls === 'off'
    ? 'Sent in clear: starttls=off says so.'
    : 'Sent in clear: the server offers no STARTTLS, and starttls=opportunistic lets it pass.';

/** Why TLS kept the mail back. */
export function whyKeptBack({ response, originalCode = '', message }: SmtpError): string {
  if (response !== undefined)
    return 'Kept back: the server does not offer STARTTLS, which is demanded. It may have been taken out on the way.';
  if (/CERT|SIGNATURE|ISSUER|ALTNAME|VERIFY/i.test(originalCode) || /certificate/i.test(message))
    return 'Kept back: the certificate of the server is not good for its name.';
  return 'Kept back: no TLS came about with the server.';
}
