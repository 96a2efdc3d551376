import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { TOKEN_SCOPES } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import { AccountChanges } from '../account-changes.service.ts';
import { Audit } from '../audit.service.ts';
import type { SignedIn } from '../authentication.service.ts';
import { AccessFault } from '../faults.ts';
import { assertFreshSession } from '../fresh-session.ts';
import { actorOf, principalOf } from '../principal.ts';
import type { FoundUser, Principal } from '../principal.ts';
import { Sessions } from '../sessions.service.ts';
import type { Whence } from '../sessions.service.ts';
import { RIGHT_IN_FORCE } from '../speaking/in-force.ts';
import { Provider } from './provider.ts';
import type { ProviderIdentity } from './provider.ts';
import { ProviderTrips } from './trips.service.ts';
import type { Trip } from './trips.service.ts';

export interface IdentitySummary {
  id: string;
  issuer: string;
  subject: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** Who is signed in by a session, if it is still open. */
async function openSessionOf(tx: Tx, sessionId: string): Promise<Principal | null> {
  const [found] = await tx.query<FoundUser[]>(
    `SELECT u.id, u.email, u.name, u.role, r.operator_id FROM sessions s JOIN users u ON u.id = s.user_id ${RIGHT_IN_FORCE}
      WHERE s.id = $1 AND s.ended_at IS NULL AND s.expires_at > dnscert_now() AND u.deactivated_at IS NULL`,
    [sessionId],
  );
  return found === undefined ? null : principalOf(found, 'session', sessionId, TOKEN_SCOPES);
}

/** People at the provider, and whose account they open. Linked by issuer and subject alone, by the account's own person. */
@Injectable()
export class Identities {
  constructor(
    private readonly transactions: Transactions,
    private readonly provider: Provider,
    private readonly trips: ProviderTrips,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
    private readonly changes: AccountChanges,
  ) {}

  async ofUser(userId: string): Promise<IdentitySummary[]> {
    return this.transactions.reader.query<IdentitySummary[]>(
      `SELECT id, issuer, subject, created_at AS "createdAt", last_used_at AS "lastUsedAt" FROM identities
        WHERE user_id = $1 ORDER BY created_at, id`,
      [userId],
    );
  }

  /** Sends somebody to the provider to sign in. @throws AccessFault `access.no_provider`, `access.provider_away` */
  async beginSignIn(): Promise<Trip> {
    return this.trips.begin(null);
  }

  /** Sends a signed-in person there to link who they are. @throws AccessFault as above, and `access.sign_in_again` */
  async beginLink(caller: Principal): Promise<Trip> {
    await this.transactions.run((tx) => assertFreshSession(tx, caller));
    return this.trips.begin(caller.credentialId);
  }

  /**
   * The browser is back.
   * @param query of its request
   * @param secret of its cookie
   * @returns the session that was opened; null when an identity was linked instead
   * @throws AccessFault `access.trip_unknown`, `access.provider_refused`, `access.provider_away`,
   *   `access.identity_unknown`, `access.identity_taken`
   */
  async finish(query: URLSearchParams, secret: string, whence: Whence): Promise<SignedIn | null> {
    const { secrets, sessionId } = await this.trips.take(query.get('state') ?? '', secret);
    const identity = await this.provider.identityBy(query, secrets);
    if (sessionId === null) return this.signIn(identity, whence);
    await this.link(identity, sessionId, whence);
    return null;
  }

  private async signIn(identity: ProviderIdentity, whence: Whence): Promise<SignedIn> {
    const signedIn = await this.transactions.run(async (tx) => {
      const [found] = await tx.query<(FoundUser & { identity_id: string })[]>(
        `SELECT u.id, u.email, u.name, u.role, r.operator_id, i.id AS identity_id
           FROM identities i JOIN users u ON u.id = i.user_id ${RIGHT_IN_FORCE}
          WHERE i.issuer = $1 AND i.subject = $2 AND u.deactivated_at IS NULL FOR UPDATE OF i`,
        [identity.issuer, identity.subject],
      );
      if (found === undefined) return null;
      await tx.query('UPDATE identities SET last_used_at = dnscert_now() WHERE id = $1', [found.identity_id]);
      const session = await this.sessions.open(tx, found, 'oidc', whence);
      return { session, principal: principalOf(found, 'session', session.id, TOKEN_SCOPES) };
    });
    if (signedIn !== null) return signedIn;
    await this.audit.add({
      type: 'session.refused',
      actor: { kind: 'system', name: 'unknown' },
      from: whence.address,
      data: { method: 'oidc' },
    });
    throw new AccessFault(
      'access.identity_unknown',
      'No account here is linked to who you are there. Sign in another way first, then link it on your account page.',
    );
  }

  private async link(identity: ProviderIdentity, sessionId: string, whence: Whence): Promise<void> {
    await this.transactions.run(async (tx) => {
      const caller = await openSessionOf(tx, sessionId);
      // Signed out meanwhile, perhaps because somebody else was at it.
      if (caller === null)
        throw new AccessFault('access.unauthenticated', 'You signed out meanwhile. Sign in, and link again.');
      const [linked] = await tx.query<{ id: string }[]>(
        `INSERT INTO identities (id, user_id, issuer, subject) VALUES ($1, $2, $3, $4)
           ON CONFLICT (issuer, subject) DO NOTHING RETURNING id`,
        [uuidv7(), caller.userId, identity.issuer, identity.subject],
      );
      if (linked === undefined)
        throw new AccessFault(
          'access.identity_taken',
          'Who you are there is linked to an account already. Nothing was changed.',
        );
      await this.changes.append(tx, caller.userId, {
        type: 'identity.linked',
        actor: actorOf(caller),
        from: whence.address,
        subject: { kind: 'identity', id: linked.id },
        data: { ...identity },
      });
    });
  }

  /** From now on it opens nothing here. @throws AccessFault `access.identity_not_found`, `access.sign_in_again` */
  async unlink(caller: Principal, id: string, whence: Whence): Promise<void> {
    await this.transactions.run(async (tx) => {
      await assertFreshSession(tx, caller);
      const [[unlinked]] = await tx.query<[(ProviderIdentity & { id: string })[], number]>(
        'DELETE FROM identities WHERE id = $1 AND user_id = $2 RETURNING id, issuer, subject',
        [id, caller.userId],
      );
      if (unlinked === undefined)
        throw new AccessFault('access.identity_not_found', 'You have linked no such identity.');
      const { issuer, subject } = unlinked;
      await this.changes.append(tx, caller.userId, {
        type: 'identity.unlinked',
        actor: actorOf(caller),
        from: whence.address,
        subject: { kind: 'identity', id },
        data: { issuer, subject },
      });
    });
  }
}
