import type { Principal, SessionSummary, TokenSummary } from '#libs/access';

/** `current`: the one that asks. */
export const sessionView = (caller: Principal) => (session: SessionSummary) => ({
  id: session.id,
  method: session.method,
  network: session.network,
  agent: session.agent,
  createdAt: session.createdAt,
  lastSeenAt: session.lastSeenAt,
  expiresAt: session.expiresAt,
  current: session.id === caller.credentialId,
});

export const tokenView = (token: TokenSummary) => ({
  id: token.id,
  name: token.name,
  prefix: token.prefix,
  scopes: token.scopes,
  createdAt: token.createdAt,
  expiresAt: token.expiresAt,
  lastUsedAt: token.lastUsedAt,
});
