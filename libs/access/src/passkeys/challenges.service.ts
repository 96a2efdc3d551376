import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';
import { digestOf } from '../secrets.ts';

/** min */
export const CHALLENGE_LIFE = 5;

/** What an authenticator is to sign. Each is good once, whichever process is asked. */
@Injectable()
export class PasskeyChallenges {
  constructor(private readonly transactions: Transactions) {}

  /** @param userId who adds a passkey by it; null for whoever signs in */
  async issue(userId: string | null): Promise<string> {
    const challenge = randomBytes(32).toString('base64url');
    await this.transactions.reader.query(
      `INSERT INTO passkey_challenges (hash, user_id, expires_at)
       VALUES ($1, $2, dnscert_now() + make_interval(mins => $3))`,
      [digestOf(challenge), userId, CHALLENGE_LIFE],
    );
    return challenge;
  }

  /** The challenge in what an authenticator answered, if it is open for this purpose; it is used up by asking. */
  async take(clientDataJSON: string, userId: string | null): Promise<string | null> {
    const challenge = challengeIn(clientDataJSON);
    if (challenge === null) return null;
    const [, taken] = await this.transactions.reader.query<[unknown[], number]>(
      `DELETE FROM passkey_challenges
        WHERE hash = $1 AND user_id IS NOT DISTINCT FROM $2 AND expires_at > dnscert_now()`,
      [digestOf(challenge), userId],
    );
    return taken === 1 ? challenge : null;
  }

  async forgetOld(): Promise<void> {
    await this.transactions.reader.query('DELETE FROM passkey_challenges WHERE expires_at <= dnscert_now()');
  }
}

/** WebAuthn Level 3 section 5.8.1. */
function challengeIn(clientDataJSON: string): string | null {
  try {
    const { challenge } = Object(JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'))) as {
      challenge?: unknown;
    };
    return typeof challenge === 'string' ? challenge : null;
  } catch {
    return null;
  }
}
