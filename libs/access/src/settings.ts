import type { AccessKey } from './access-key.ts';

/** Injection token of {@link AccessSettings}. */
export const ACCESS_SETTINGS = Symbol('AccessSettings');

/** How people reach us: passkeys are bound to it (WebAuthn Level 3 section 5.1.2). */
export interface Site {
  /** Scheme, host and port, as browsers say it. */
  origin: string;
  /** The host name alone. */
  rpId: string;
}

/** An OpenID provider by which people may sign in. */
export interface ProviderSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Where the provider sends people back to. */
  redirectUri: string;
}

export interface AccessSettings {
  /** Null in a process without the web role, which never reads those secrets. */
  key: AccessKey | null;
  site: Site;
  /** Null where none is set up. */
  provider: ProviderSettings | null;
}
