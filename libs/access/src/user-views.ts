import type { AccountView, LeadUserView, StaffUserView } from '#libs/contracts';
import type { Principal } from './principal.ts';
import type { User } from './user.entity.ts';

/** Of a user, for that caller, who was found to see it; allow lists. */
export function userView(caller: Principal, user: User) {
  if (caller.role === 'lead') return leadUserView(user);
  return caller.role === 'responder' ? staffUserView(user) : operatorUserView(user);
}

/** For the choice of an assignee. */
const staffUserView = ({ id, name, role }: User): StaffUserView => ({ id, name, role });

const operatorUserView = ({ id, name, email, role }: User) => ({ id, name, email, role });

export const leadUserView = (user: User): LeadUserView => ({
  id: user.id,
  email: user.email,
  name: user.name,
  role: user.role,
  operatorId: user.operatorId,
  createdAt: user.createdAt.toISOString(),
  deactivatedAt: user.deactivatedAt?.toISOString() ?? null,
  deactivationReason: user.deactivationReason,
  version: user.version,
});

/** Of oneself. */
export const accountView = (user: User): AccountView => ({
  id: user.id,
  email: user.email,
  name: user.name,
  role: user.role,
  operatorId: user.operatorId,
  hasPassword: user.passwordHash !== null,
  createdAt: user.createdAt.toISOString(),
  version: user.version,
});
