import type { Role, TimelineActor, TokenScope } from '#libs/contracts';

/** Who is asking: a person by session, or a program by token in that person's name. */
export interface Principal {
  userId: string;
  email: string;
  name: string;
  role: Role;
  /** Set for role `operator`. */
  operatorId: string | null;
  /** What the token allows; a session allows all that the role does. */
  scopes: ReadonlySet<TokenScope>;
  via: 'session' | 'token';
  /** Of the session or the token. */
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

/** A person as the database knows them, found by some proof. */
export interface FoundUser {
  id: string;
  email: string;
  name: string;
  role: Role;
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
