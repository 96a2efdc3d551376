import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigFault } from '#config/config';
import type { Config } from '#config/config';
import { isPublicAddress } from '#libs/access';
import { DirectTransport, MaildirTransport, parseDirectUrl, parseRelayUrl, SmtpTransport } from '#libs/mail';
import type { WayOut } from '#libs/notifications';

/** Where our mail goes. @throws ConfigFault for a file that cannot be read, MailFault `mail.relay_url` */
export async function wayOut(config: Config): Promise<WayOut> {
  const { SMTP_URL: address } = config;
  if (address === undefined)
    return { route: { by: 'capture' }, open: () => new MaildirTransport(join(config.DATA_DIR, 'mail')) };
  const ca = config.SMTP_CA_FILE === undefined ? undefined : await authorities(config.SMTP_CA_FILE);
  const common = { ehloName: config.MAIL_DOMAIN, ...(ca !== undefined && { ca }) };
  if (!address.startsWith('mx:')) {
    const relay = parseRelayUrl(address);
    return {
      route: { by: 'relay', host: relay.host },
      open: (whereabouts, tlsMemory) => new SmtpTransport({ ...common, relay, whereabouts, tlsMemory }),
    };
  }
  const { patience, anyAddress } = parseDirectUrl(address);
  // Whoever names a server in the DNS must not have us speak to machines of our own networks.
  const mayReach = anyAddress ? () => true : isPublicAddress;
  return {
    route: { by: 'servers' },
    open: (whereabouts, tlsMemory) =>
      new DirectTransport({ ...common, patience, whereabouts, mayReach, tlsMemory }),
  };
}

async function authorities(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new ConfigFault([{ variable: 'SMTP_CA_FILE', message: `cannot be read (${code})` }]);
  });
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new ConfigFault([{ variable: 'SMTP_CA_FILE', message: 'must hold certificates in PEM' }]);
}
