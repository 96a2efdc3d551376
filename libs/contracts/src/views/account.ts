import type { Role, TokenScope } from '../role.ts';

/** One's own account. Instants are RFC 3339 in UTC. */
export interface AccountView {
  id: string;
  email: string;
  name: string;
  role: Role;
  operatorId: string | null;
  hasPassword: boolean;
  createdAt: string;
  version: number;
}

export interface OpenSessionView {
  id: string;
  method: 'password' | 'password+totp' | 'password+recovery_code' | 'passkey' | 'oidc';
  network: string | null;
  /** What the browser calls itself. */
  agent: string | null;
  createdAt: string;
  lastSeenAt: string | null;
  expiresAt: string;
  /** The one that asks. */
  current: boolean;
}

export interface TokenView {
  id: string;
  name: string;
  /** How it begins, to know it again. */
  prefix: string;
  scopes: TokenScope[];
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
}

/** The only time that the token itself is shown. */
export interface IssuedTokenView extends TokenView {
  token: string;
}

export interface PasskeyView {
  id: string;
  name: string;
  /** The maker of the device keeps copies, on the person's other devices. */
  synced: boolean;
  createdAt: string;
  lastUsedAt: string | null;
}

/** Shown once; null where the person had some already. */
export interface RecoveryCodesView {
  recoveryCodes: string[] | null;
}

export interface TotpEnrolmentView {
  /** Base32, to be typed. */
  secret: string;
  /** `otpauth:` address. */
  uri: string;
}

/** Who a person is at the OpenID provider. */
export interface IdentityView {
  id: string;
  issuer: string;
  subject: string;
  createdAt: string;
  lastUsedAt: string | null;
}

export interface IdentitiesView {
  items: IdentityView[];
  /** As people call it; null where none is set up. */
  provider: string | null;
}
