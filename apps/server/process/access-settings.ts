import type { Config } from '#config/config';
import type { AccessKey, AccessSettings, ProviderSettings } from '#libs/access';
import { PrivateFileFault, readPrivateFile } from '#libs/mail';

/** Where the OpenID provider sends browsers back to; it has to be registered there. */
const CALLBACK = '/api/v1/session/oidc/callback';

/** @throws PrivateFileFault when the provider's secret is not there or open to others */
export async function accessSettings(config: Config, key: AccessKey | null): Promise<AccessSettings> {
  const { origin, hostname } = new URL(config.PUBLIC_URL);
  return { key, site: { origin, rpId: hostname }, provider: key === null ? null : await providerOf(config) };
}

async function providerOf(config: Config): Promise<ProviderSettings | null> {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET_FILE: file } = config;
  if (issuer === undefined || clientId === undefined || file === undefined) return null;
  const clientSecret = (await readPrivateFile(file))?.split(/\r?\n/, 1)[0] ?? '';
  if (clientSecret === '')
    throw new PrivateFileFault(
      'private_file.unusable',
      `OIDC_CLIENT_SECRET_FILE: there is no secret in ${file}.`,
    );
  return { issuer, clientId, clientSecret, redirectUri: `${config.PUBLIC_URL}${CALLBACK}` };
}

/** What people call the provider. */
export const providerName = ({ OIDC_NAME: name, OIDC_ISSUER: issuer }: Config): string | null =>
  issuer === undefined ? null : (name ?? new URL(issuer).host);
