import type { Config } from '#config/config';
import { ConfigFault } from '#config/config';
import type { PagingSettings } from '#libs/deadlines';
import { readPrivateFile } from '#libs/mail';

/**
 * By which ways our own people are paged. The token is a secret: it stands in a file, never in the environment.
 * @throws ConfigFault when that file is not there
 */
export async function pagingSettings(config: Config): Promise<PagingSettings> {
  const { PAGING_TOKEN_FILE: file } = config;
  const token = file === undefined ? null : ((await readPrivateFile(file)) ?? '').trim();
  if (token === '')
    throw new ConfigFault([{ variable: 'PAGING_TOKEN_FILE', message: `holds no token: ${file ?? ''}` }]);
  return {
    webhookUrl: config.PAGING_WEBHOOK_URL ?? null,
    ntfyUrl: config.PAGING_NTFY_URL ?? null,
    smsUrl: config.PAGING_SMS_URL ?? null,
    token,
    publicUrl: config.PUBLIC_URL,
  };
}
