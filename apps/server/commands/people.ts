import { text } from 'node:stream/consumers';
import { People } from '#libs/access';
import type { Role, TokenScope } from '#libs/contracts';
import { Directory } from '#libs/operators';
import type { Service } from '../service.ts';
import { CommandRefused } from './run.ts';
import type { CommandAnswer } from './run.ts';

export async function addUser(
  { app }: Service,
  {
    email,
    role,
    operator,
    name,
    passwordStdin,
  }: { email: string; role: Role; operator?: string; name?: string; passwordStdin?: boolean },
): Promise<CommandAnswer> {
  const operatorId = operator === undefined ? null : await operatorIdOf(app.get(Directory), operator);
  const password = passwordStdin === true ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined;
  const user = await app.get(People).addUser({ email, role, name, operatorId, password });
  return {
    text: `Added ${user.email} as ${user.role}${operator === undefined ? '' : ` of ${operator}`}.`,
    json: { id: user.id, email: user.email, role: user.role, operatorId: user.operatorId },
  };
}

async function operatorIdOf(directory: Directory, slug: string): Promise<string> {
  const found = await directory.operatorBySlug(slug);
  if (found !== null) return found.id;
  throw new CommandRefused(
    `The directory has no operator ${slug}. Import it first: dnscert operators import FILE`,
  );
}

export async function createToken(
  { app }: Service,
  { email, name, scope }: { email: string; name: string; scope?: TokenScope[] },
): Promise<CommandAnswer> {
  const token = await app.get(People).issueToken(email, name, scope);
  return { text: token, json: { token } };
}
