import type { IdentitySummary, PasskeySummary, Principal, SessionSummary, TokenSummary } from '#libs/access';
import type { IdentityView, OpenSessionView, PasskeyView, TokenView } from '#libs/contracts';

/** `current`: the one that asks. */
export const sessionView =
  (caller: Principal) =>
  (session: SessionSummary): OpenSessionView => ({
    id: session.id,
    method: session.method,
    network: session.network,
    agent: session.agent,
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt?.toISOString() ?? null,
    expiresAt: session.expiresAt.toISOString(),
    current: session.id === caller.credentialId,
  });

export const tokenView = (token: TokenSummary): TokenView => ({
  id: token.id,
  name: token.name,
  prefix: token.prefix,
  scopes: token.scopes,
  createdAt: token.createdAt.toISOString(),
  expiresAt: token.expiresAt?.toISOString() ?? null,
  lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
});

export const passkeyView = (passkey: PasskeySummary): PasskeyView => ({
  id: passkey.id,
  name: passkey.name,
  synced: passkey.synced,
  createdAt: passkey.createdAt.toISOString(),
  lastUsedAt: passkey.lastUsedAt?.toISOString() ?? null,
});

export const identityView = (identity: IdentitySummary): IdentityView => ({
  id: identity.id,
  issuer: identity.issuer,
  subject: identity.subject,
  createdAt: identity.createdAt.toISOString(),
  lastUsedAt: identity.lastUsedAt?.toISOString() ?? null,
});
