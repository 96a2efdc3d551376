import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';
import { AccessFault } from '../faults.ts';
import { digestOf, newSecret } from '../secrets.ts';
import { Provider } from './provider.ts';
import type { TripSecrets } from './provider.ts';

/** min */
const LIFE = 10;

/** A browser on its way. */
export interface Trip {
  /** Goes into its cookie and is kept nowhere. */
  secret: string;
  /** At the provider. */
  address: string;
  lifeSeconds: number;
}

/** What a browser was sent to the provider for. */
export interface TakenTrip {
  secrets: TripSecrets;
  /** Whose identity is to be linked; null where somebody signs in. */
  sessionId: string | null;
}

/**
 * Round trips to the provider. Each is bound to the browser that began it and good once, whichever process it comes back to.
 * Nonce and verifier follow from what the browser keeps, so that the database alone holds nothing with which to finish one.
 */
@Injectable()
export class ProviderTrips {
  constructor(
    private readonly transactions: Transactions,
    private readonly provider: Provider,
  ) {}

  /** @throws AccessFault `access.no_provider`, `access.provider_away` */
  async begin(sessionId: string | null): Promise<Trip> {
    const secret = newSecret();
    const secrets = secretsOf(secret, newSecret());
    const address = await this.provider.addressOf(secrets);
    await this.transactions.reader.query(
      `INSERT INTO oidc_trips (state, browser, session_id, expires_at)
       VALUES ($1, $2, $3, dnscert_now() + make_interval(mins => $4))`,
      [digestOf(secrets.state), digestOf(secret), sessionId, LIFE],
    );
    return { secret, address, lifeSeconds: LIFE * 60 };
  }

  /** Ends the trip. @throws AccessFault `access.trip_unknown` */
  async take(state: string, secret: string): Promise<TakenTrip> {
    const [[taken]] = await this.transactions.reader.query<[{ session_id: string | null }[], number]>(
      `DELETE FROM oidc_trips WHERE state = $1 AND browser = $2 AND expires_at > dnscert_now() RETURNING session_id`,
      [digestOf(state), digestOf(secret)],
    );
    if (taken === undefined)
      throw new AccessFault(
        'access.trip_unknown',
        `This sign-in was begun in another browser, took longer than ${LIFE} minutes, or was finished already. Begin again.`,
      );
    return { secrets: secretsOf(secret, state), sessionId: taken.session_id };
  }

  async forgetOld(): Promise<void> {
    await this.transactions.reader.query('DELETE FROM oidc_trips WHERE expires_at <= dnscert_now()');
  }
}

const secretsOf = (secret: string, state: string): TripSecrets => ({
  state,
  nonce: derived('nonce', secret),
  verifier: derived('verifier', secret),
});

const derived = (what: string, secret: string) =>
  createHash('sha256').update(`${what}\n${secret}`).digest('base64url');
