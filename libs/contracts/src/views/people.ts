import type { Role } from '../role.ts';
import type { OperatorNameView } from './directory.ts';

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

/** The operator that one speaks for, as a form needs it. */
export interface OwnOperatorView {
  slug: string;
  name: string;
  /** A-labels. */
  tlds: string[];
  /** Of the contact with one's own address, else of the one that is called first. */
  timezone: string;
}

export interface SessionView extends WhoView {
  secondWays: SecondWaysView;
  /** Null for whoever speaks for none. */
  operator: OwnOperatorView | null;
}

/** For the choice of an assignee. */
export interface StaffUserView {
  id: string;
  name: string;
  role: Role;
}

/** A person as a lead sees them. Instants are RFC 3339 in UTC. */
export interface LeadUserView extends StaffUserView {
  email: string;
  operatorId: string | null;
  createdAt: string;
  deactivatedAt: string | null;
  deactivationReason: string | null;
  version: number;
}

/** With the operator that they belong to. */
export interface PersonView extends LeadUserView {
  operator: OperatorNameView | null;
}

export interface InvitationView {
  id: string;
  email: string;
  name: string | null;
  role: Role;
  operatorId: string | null;
  operator: OperatorNameView | null;
  /** User id; null for the command line. */
  invitedBy: string | null;
  createdAt: string;
  expiresAt: string;
  /** `void`: whoever invited leads no more. */
  state: 'open' | 'accepted' | 'revoked' | 'expired' | 'void';
}
