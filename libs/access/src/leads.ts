import type { Tx } from '#libs/database';
import type { Acting } from './acting.ts';
import { AccessFault } from './faults.ts';

/** 'LEAD': whoever takes a right away does so alone, or two leads could demote each other in the same moment. */
const LEADS_LOCK = 0x4c454144;

/**
 * Until the transaction ends, nobody else changes who leads; and whoever acts is a lead still.
 * @throws AccessFault `access.forbidden`
 */
export async function holdLeads(tx: Tx, by: Acting): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [LEADS_LOCK]);
  if (by.userId === null) return;
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM users WHERE id = $1 AND role = 'lead' AND deactivated_at IS NULL`,
    [by.userId],
  );
  if (rows.length === 0) throw new AccessFault('access.forbidden', 'You are no lead any more.');
}

/** @throws AccessFault `access.last_lead` when nobody but this user leads */
export async function assertAnotherLeads(tx: Tx, userId: string): Promise<void> {
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM users WHERE role = 'lead' AND deactivated_at IS NULL AND id <> $1 LIMIT 1`,
    [userId],
  );
  if (rows.length > 0) return;
  throw new AccessFault(
    'access.last_lead',
    'This is the last lead. Make another one first, or nobody could give rights any more.',
  );
}
