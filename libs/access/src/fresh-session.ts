import type { Tx } from '#libs/database';
import { AccessFault } from './faults.ts';
import type { Principal } from './principal.ts';

/** min */
const FRESH = 15;

/**
 * A browser that was left open must not be enough to change how its owner signs in.
 * @throws AccessFault `access.sign_in_again` unless the caller signed in within the last 15 minutes
 */
export async function assertFreshSession(tx: Tx, { via, credentialId }: Principal): Promise<void> {
  const found = await tx.query<unknown[]>(
    `SELECT 1 FROM sessions WHERE id = $1 AND ended_at IS NULL AND created_at > dnscert_now() - make_interval(mins => $2)`,
    [credentialId, FRESH],
  );
  if (via === 'session' && found.length > 0) return;
  throw new AccessFault(
    'access.sign_in_again',
    `To change how you sign in, sign in again first: this takes a session of at most ${FRESH} minutes.`,
  );
}
