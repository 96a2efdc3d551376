import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigFault } from '#config/config';
import type { Config } from '#config/config';
import type { MailTransport } from '#libs/mail';
import { MaildirTransport, SmtpTransport } from '#libs/mail';

/** Where our mail goes. @throws ConfigFault for a file that cannot be read, MailFault `mail.relay_url` */
export async function wayOut(config: Config): Promise<MailTransport> {
  if (config.SMTP_URL === undefined) return new MaildirTransport(join(config.DATA_DIR, 'mail'));
  const ca = config.SMTP_CA_FILE === undefined ? undefined : await authorities(config.SMTP_CA_FILE);
  return new SmtpTransport({
    url: config.SMTP_URL,
    ehloName: config.MAIL_DOMAIN,
    ...(ca !== undefined && { ca }),
  });
}

async function authorities(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new ConfigFault([{ variable: 'SMTP_CA_FILE', message: `cannot be read (${code})` }]);
  });
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new ConfigFault([{ variable: 'SMTP_CA_FILE', message: 'must hold certificates in PEM' }]);
}
