import type { TimelineActor } from '#libs/contracts';
import type { Principal } from './principal.ts';
import { actorOf } from './principal.ts';

/** Who changes something about people, for the audit and for what nobody may do to themselves. */
export interface Acting {
  /** Null for whoever administers the machine. */
  userId: string | null;
  actor: TimelineActor;
  /** IP address. */
  address: string | undefined;
}

export const actingAs = (principal: Principal, address: string | undefined): Acting & { userId: string } => ({
  userId: principal.userId,
  actor: actorOf(principal),
  address,
});

/** Whoever may run commands beside the service has its database too. */
export const COMMAND_LINE: Acting = {
  userId: null,
  actor: { kind: 'system', name: 'command line' },
  address: undefined,
};
