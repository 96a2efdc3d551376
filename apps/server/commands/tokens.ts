import type { TokenSummary } from '#libs/access';
import { Tokens, Users } from '#libs/access';
import type { TokenScope } from '#libs/contracts';
import { tokenView } from '../accounts/access-views.ts';
import type { Service } from '../service.ts';
import type { CommandAnswer } from './run.ts';

/** Prints the token alone: the only time it is shown. */
export async function createToken(
  { app }: Service,
  {
    email,
    name,
    scope,
    expiresInDays,
  }: { email: string; name: string; scope?: TokenScope[]; expiresInDays?: number },
): Promise<CommandAnswer> {
  const { token, summary } = await app.get(Tokens).issueFor(email, name, scope, expiresInDays);
  return { text: token, json: { token, id: summary.id, expiresAt: summary.expiresAt } };
}

export async function listTokens({ app }: Service, { email }: { email: string }): Promise<CommandAnswer> {
  const { id } = await app.get(Users).byEmail(email);
  const tokens = await app.get(Tokens).ofUser(id);
  return {
    text: tokens.length === 0 ? `${email} has no token.` : tokens.map(lineOf).join('\n'),
    json: tokens.map(tokenView),
  };
}

const lineOf = ({ id, prefix, name, scopes, expiresAt, lastUsedAt }: TokenSummary) =>
  [
    id,
    `${prefix}…`,
    name,
    scopes.join(' '),
    expiresAt === null ? 'without end' : `until ${expiresAt.toISOString()}`,
    lastUsedAt === null ? 'never used' : `last used ${lastUsedAt.toISOString()}`,
  ].join('  ');

export async function revokeToken(
  { app }: Service,
  _options: unknown,
  [id = '']: string[],
): Promise<CommandAnswer> {
  const token = await app.get(Tokens).revokeAny(id);
  return { text: `Revoked ${token.prefix}… (${token.name}).`, json: tokenView(token) };
}
