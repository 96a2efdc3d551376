import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Role } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import { instantInZones } from '#libs/mail';
import type { Acting } from './acting.ts';
import { Audit } from './audit.service.ts';
import { AccessFault } from './faults.ts';
import { Letters } from './letters.service.ts';
import { assertOperatorFits, NewUsers, userExists } from './new-users.service.ts';
import { digestOf, newSecret } from './secrets.ts';
import type { User } from './user.entity.ts';

/** d */
const LINK_LIFE = 7;

/** What a role is, as an invitation says it. */
export const ROLE_WORDS: Record<Role, string> = {
  operator: 'operator: reports incidents, and answers for its TLDs',
  responder: 'responder: works on incidents',
  lead: 'lead: works on incidents, and decides who may do what',
  observer: 'observer: sees aggregated figures',
};

export interface NewInvitation {
  email: string;
  role: Role;
  operator: { id: string; name: string } | null;
  name?: string | undefined;
}

export interface Invitation {
  id: string;
  email: string;
  name: string | null;
  role: Role;
  operatorId: string | null;
  /** User id; null for the command line. */
  invitedBy: string | null;
  createdAt: Date;
  expiresAt: Date;
  /** `void`: whoever invited leads no more. */
  state: 'open' | 'accepted' | 'revoked' | 'expired' | 'void';
}

/** What the page behind an open link shows. */
export interface OpenInvitation {
  email: string;
  name: string | null;
  role: Role;
  operatorName: string | null;
  expiresAt: Date;
}

/** Accounts by invitation: a signed mail with a link that opens one account, with the address that got the mail. */
@Injectable()
export class Invitations {
  constructor(
    private readonly transactions: Transactions,
    private readonly letters: Letters,
    private readonly newUsers: NewUsers,
    private readonly audit: Audit,
  ) {}

  /**
   * Ends an earlier invitation of that address. The link stands in the mail alone, for seven days.
   * @throws AccessFault `access.user_exists`, `access.operator_needed`, `access.operator_not_wanted`
   */
  async invite(by: Acting, given: NewInvitation): Promise<Invitation> {
    assertOperatorFits(given.role, given.operator?.id ?? null);
    return this.transactions.run(async (tx) => {
      // One at a time for an address, so that the last one asked for is the one that stands.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('invitation ' || lower($1), 0))`, [
        given.email,
      ]);
      await assertNoAccount(tx, given.email);
      await tx.query(
        `UPDATE invitations SET revoked_at = dnscert_now()
          WHERE lower(email) = lower($1) AND accepted_at IS NULL AND revoked_at IS NULL`,
        [given.email],
      );
      const secret = newSecret();
      const invitation = await insert(tx, by, given, secret);
      await this.mail(tx, by, given, invitation, secret);
      await this.audit.append(tx, [
        {
          type: 'user.invited',
          actor: by.actor,
          from: by.address,
          subject: { kind: 'invitation', id: invitation.id },
          operatorId: invitation.operatorId,
          data: { email: given.email, role: given.role },
        },
      ]);
      return invitation;
    });
  }

  private async mail(
    tx: Tx,
    by: Acting,
    given: NewInvitation,
    { expiresAt }: Invitation,
    secret: string,
  ): Promise<void> {
    await this.letters.write(tx, {
      template: 'invitation',
      to: { email: given.email, name: given.name ?? null },
      variables: {
        // Whoever administers the machine has no name here.
        inviter: by.userId === null ? '' : by.actor.name,
        role: ROLE_WORDS[given.role],
        operatorName: given.operator?.name ?? '',
        expiresAt: instantInZones(expiresAt, 'UTC'),
        secret,
      },
    });
  }

  /** The newest first. */
  async list({ limit, afterId }: { limit: number; afterId?: string | undefined }): Promise<Invitation[]> {
    return this.transactions.reader.query<Invitation[]>(
      `SELECT ${COLUMNS} FROM invitations i WHERE $1::uuid IS NULL OR i.id < $1 ORDER BY i.id DESC LIMIT $2`,
      [afterId ?? null, limit],
    );
  }

  /** @throws AccessFault `access.invitation_not_found` when there is none, or it is over already */
  async revoke(by: Acting, id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const [[revoked]] = await tx.query<[{ email: string; operator_id: string | null }[], number]>(
        `UPDATE invitations SET revoked_at = dnscert_now()
          WHERE id = $1 AND accepted_at IS NULL AND revoked_at IS NULL RETURNING email, operator_id`,
        [id],
      );
      if (revoked === undefined)
        throw new AccessFault(
          'access.invitation_not_found',
          'There is no such invitation, or it was accepted or revoked already.',
        );
      await this.audit.append(tx, [
        {
          type: 'invitation.revoked',
          actor: by.actor,
          from: by.address,
          subject: { kind: 'invitation', id },
          operatorId: revoked.operator_id,
          data: { email: revoked.email },
        },
      ]);
    });
  }

  /** @throws AccessFault `access.link_invalid` */
  async open(secret: string): Promise<OpenInvitation> {
    const [found] = await this.transactions.reader.query<OpenInvitation[]>(
      `SELECT i.email, i.name, i.role, o.name AS "operatorName", i.expires_at AS "expiresAt"
         FROM invitations i LEFT JOIN operators o ON o.id = i.operator_id WHERE i.hash = $1 AND ${IS_OPEN}`,
      [digestOf(secret)],
    );
    if (found === undefined) throw linkInvalid();
    return found;
  }

  /**
   * Opens the account, once. Address, role and operator are those of the invitation, whatever the form says.
   * @throws AccessFault `access.link_invalid`, `access.password_too_short`
   */
  async accept(
    secret: string,
    { name, password }: { name: string; password: string },
    address: string | undefined,
  ): Promise<User> {
    return this.transactions.run(async (tx) => {
      const [[taken]] = await tx.query<
        [{ id: string; email: string; role: Role; operator_id: string | null }[], number]
      >(
        `UPDATE invitations i SET accepted_at = dnscert_now()
          WHERE i.hash = $1 AND ${IS_OPEN} RETURNING i.id, i.email, i.role, i.operator_id`,
        [digestOf(secret)],
      );
      if (taken === undefined) throw linkInvalid();
      const { id, email, role, operator_id: operatorId } = taken;
      const user = await this.newUsers
        .insert(tx, { email, name, role, operatorId, password })
        .catch((error: unknown) => {
          // An account was made meanwhile on another way. What is known of it is not for the holder of a link.
          throw error instanceof AccessFault && error.code === 'access.user_exists' ? linkInvalid() : error;
        });
      await tx.query('UPDATE invitations SET user_id = $2 WHERE id = $1', [id, user.id]);
      await this.audit.append(tx, [
        {
          type: 'invitation.accepted',
          actor: { kind: role === 'operator' ? 'operator' : 'user', id: user.id, name: user.name },
          from: address,
          subject: { kind: 'invitation', id },
          operatorId,
          data: { userId: user.id, role },
        },
      ]);
      return user;
    });
  }
}

/** Whoever invited must lead still: what one who has left began is not finished in their name. */
const IS_INVITERS_WORD_GOOD = `(i.invited_by IS NULL OR EXISTS (
  SELECT 1 FROM users b WHERE b.id = i.invited_by AND b.role = 'lead' AND b.deactivated_at IS NULL))`;
const IS_OPEN = `i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > dnscert_now() AND ${IS_INVITERS_WORD_GOOD}`;

const COLUMNS = `i.id, i.email, i.name, i.role, i.operator_id AS "operatorId", i.invited_by AS "invitedBy",
  i.created_at AS "createdAt", i.expires_at AS "expiresAt",
  CASE WHEN i.accepted_at IS NOT NULL THEN 'accepted' WHEN i.revoked_at IS NOT NULL THEN 'revoked'
       WHEN i.expires_at <= dnscert_now() THEN 'expired' WHEN NOT ${IS_INVITERS_WORD_GOOD} THEN 'void' ELSE 'open' END AS state`;

async function insert(tx: Tx, by: Acting, given: NewInvitation, secret: string): Promise<Invitation> {
  const [kept] = await tx.query<Invitation[]>(
    `INSERT INTO invitations AS i (id, email, name, role, operator_id, invited_by, hash, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, dnscert_now() + make_interval(days => $8)) RETURNING ${COLUMNS}`,
    [
      uuidv7(),
      given.email,
      given.name ?? null,
      given.role,
      given.operator?.id ?? null,
      by.userId,
      digestOf(secret),
      LINK_LIFE,
    ],
  );
  if (kept === undefined) throw new Error('an invitation was not kept');
  return kept;
}

async function assertNoAccount(tx: Tx, email: string): Promise<void> {
  const [user] = await tx.query<{ deactivated_at: Date | null }[]>(
    'SELECT deactivated_at FROM users WHERE lower(email) = lower($1)',
    [email],
  );
  if (user === undefined) return;
  if (user.deactivated_at === null) throw userExists(email);
  throw new AccessFault(
    'access.user_exists',
    `The account with the address ${email} was deactivated. Reactivate it instead.`,
  );
}

const linkInvalid = () =>
  new AccessFault(
    'access.link_invalid',
    'This link was used already, was withdrawn, or is too old. Ask the CERT for a new one.',
  );
