import type { Role, TimelineActor, TokenScope } from '#libs/contracts';

/** Who is asking: a person by session, a program by token in that person's name, or the admin command on somebody's word. */
export interface Principal {
  userId: string;
  email: string;
  name: string;
  role: Role;
  /** Whom a person of role `operator` has the right to speak for at this moment; null without one, and for all others. */
  operatorId: string | null;
  /** What the token allows; a session allows all that the role does. */
  scopes: ReadonlySet<TokenScope>;
  via: 'session' | 'token' | 'command';
  /** Of the session or the token; empty for a command. */
  credentialId: string;
}

/** How a principal is named in the record. */
export function actorOf(principal: Principal): TimelineActor {
  return {
    kind: principal.role === 'operator' ? 'operator' : 'user',
    id: principal.userId,
    name: principal.name,
  };
}

/** By which way their answer comes: a session is a person in the console, a token a program. */
export const wayOf = ({ via }: Principal): 'console' | 'api' => (via === 'session' ? 'console' : 'api');

/** A person as the database knows them, found by some proof. */
export interface FoundUser {
  id: string;
  email: string;
  name: string;
  role: Role;
  /** Whom they have the right to speak for at this moment. */
  operator_id: string | null;
}

export function principalOf(
  user: FoundUser,
  via: 'session' | 'token',
  credentialId: string,
  scopes: readonly TokenScope[],
): Principal {
  return {
    userId: user.id,
    email: user.email,
    name: user.name,
    role: user.role,
    operatorId: user.operator_id,
    scopes: new Set(scopes),
    via,
    credentialId,
  };
}
