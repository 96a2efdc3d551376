import type { Tx } from '#libs/database';

/** Injection token of {@link ContactFreezes}: incidents stand above this room, and provide it. */
export const CONTACT_FREEZES = Symbol('ContactFreezes');

/** Tells whose contacts and keys must not change now, because one of their TLDs is in a hijack. */
export interface ContactFreezes {
  frozenAmong(operatorIds: string[], manager: Tx): Promise<Set<string>>;
}

/**
 * Holds an operator still until the transaction ends, before its freeze is looked at: nobody else changes its contacts, and
 * an incident that would freeze them (its rows point at the operator's, or its triggers do) comes wholly before or wholly
 * after. Take it first, and do nothing slow under it: reports of the operator wait as well.
 */
export async function holdStill(tx: Tx, operatorId: string): Promise<void> {
  await tx.query('SELECT 1 FROM operators WHERE id = $1 FOR UPDATE', [operatorId]);
}
