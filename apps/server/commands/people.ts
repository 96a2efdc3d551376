import { text } from 'node:stream/consumers';
import type { User } from '#libs/access';
import { COMMAND_LINE, Invitations, leadUserView, Departures, People, Users } from '#libs/access';
import type { Role } from '#libs/contracts';
import type { Operator } from '#libs/operators';
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
  const operatorId = operator === undefined ? null : (await operatorOf(app.get(Directory), operator)).id;
  const password = passwordStdin === true ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined;
  const user = await app.get(People).addUser({ email, role, name, operatorId, password });
  return {
    text: `Added ${user.email} as ${user.role}${operator === undefined ? '' : ` of ${operator}`}.`,
    json: { id: user.id, email: user.email, role: user.role, operatorId: user.operatorId },
  };
}

async function operatorOf(directory: Directory, slug: string): Promise<Operator> {
  const found = await directory.operatorBySlug(slug);
  if (found !== null) return found;
  throw new CommandRefused(
    `The directory has no operator ${slug}. Import it first: dnscert operators import FILE`,
  );
}

/** Mails the link; nobody here sees it. */
export async function inviteUser(
  { app }: Service,
  { email, role, operator, name }: { email: string; role: Role; operator?: string; name?: string },
): Promise<CommandAnswer> {
  const found = operator === undefined ? null : await operatorOf(app.get(Directory), operator);
  const { id, expiresAt } = await app
    .get(Invitations)
    .invite(COMMAND_LINE, { email, role, operator: found, name });
  return {
    text: `A signed invitation goes to ${email}; its link works once, until ${minute(expiresAt)}.`,
    json: { id, email, role, operatorId: found?.id ?? null, expiresAt },
  };
}

export async function listUsers({ app }: Service): Promise<CommandAnswer> {
  const users = await app.get(Users).all();
  const operatorIds = users.flatMap(({ operatorId }) => operatorId ?? []);
  const operators = await app.get(Directory).operatorsByIds([...new Set(operatorIds)]);
  const slugs = new Map(operators.map(({ id, slug }) => [id, slug]));
  const slugOf = ({ operatorId }: User) => (operatorId === null ? null : (slugs.get(operatorId) ?? null));
  return {
    text:
      users.length === 0
        ? 'Nobody has an account.'
        : users.map((user) => lineOf(user, slugOf(user))).join('\n'),
    json: users.map((user) => ({ ...leadUserView(user), operator: slugOf(user) })),
  };
}

const lineOf = ({ email, name, role, deactivatedAt }: User, slug: string | null) =>
  [
    email,
    slug === null ? role : `${role} of ${slug}`,
    name,
    ...(deactivatedAt === null ? [] : [`deactivated ${minute(deactivatedAt)}`]),
  ].join('  ');

export async function deactivateUser(
  { app }: Service,
  { email, reason }: { email: string; reason: string },
): Promise<CommandAnswer> {
  const { id } = await app.get(Users).byEmail(email);
  const user = await app.get(Departures).deactivate(COMMAND_LINE, id, reason);
  return {
    text: `Deactivated ${user.email}: sessions, tokens and links have ended; the record keeps the name.`,
    json: leadUserView(user),
  };
}

const minute = (instant: Date) => `${instant.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
