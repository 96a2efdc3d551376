import type { Role } from '../role.ts';

/** Who is signed in. */
export interface WhoView {
  userId: string;
  email: string;
  name: string;
  role: Role;
  /** Whom an operator's person speaks for at this moment. */
  operatorId: string | null;
}

/** The ways of signing in beside the password. */
export interface SecondWaysView {
  passkeys: number;
  totp: boolean;
  recoveryCodesLeft: number;
}

export interface SessionView extends WhoView {
  secondWays: SecondWaysView;
}

/** For the choice of an assignee. */
export interface StaffUserView {
  id: string;
  name: string;
  role: Role;
}
