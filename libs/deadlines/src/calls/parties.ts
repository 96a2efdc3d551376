import type { CallParty } from '#libs/contracts';
import type { Tx } from '#libs/database';

/** Whom to call: the party and, where the directory has one with a telephone, its contact. */
export interface Callee {
  party: CallParty;
  operatorId: string;
  name: string;
  contactId: string | null;
}

const FIRST_WITH_PHONE = `
  (SELECT c.id FROM contacts c WHERE c.operator_id = o.id AND c.removed_at IS NULL
    ORDER BY (c.phone IS NULL), c.call_order, c.email LIMIT 1)`;

const OPERATOR = `SELECT o.id AS "operatorId", o.name, ${FIRST_WITH_PHONE} AS "contactId" FROM operators o WHERE o.id = $1`;

/** One that runs name servers which the operator's TLDs share, by the newest root zone; the one that shares most. */
const BACKEND = `
  SELECT o.id AS "operatorId", o.name, ${FIRST_WITH_PHONE} AS "contactId"
    FROM tlds mine JOIN root_zone_delegations d ON d.label = mine.label AND d.serial = (SELECT max(serial) FROM root_zones)
    JOIN root_zone_delegations other ON other.serial = d.serial AND other.label <> d.label AND other.nameservers && d.nameservers
    JOIN tlds theirs ON theirs.label = other.label
    JOIN operators o ON o.id = theirs.operator_id AND o.kind = 'backend'
   WHERE mine.operator_id = $1 GROUP BY o.id ORDER BY count(*) DESC, o.slug LIMIT 1`;

const NATIONAL_CERT = `
  SELECT o.id AS "operatorId", o.name, ${FIRST_WITH_PHONE} AS "contactId"
    FROM operators o JOIN operators own ON own.country = o.country
   WHERE own.id = $1 AND o.kind = 'national_cert' AND o.id <> own.id ORDER BY o.slug LIMIT 1`;

const QUERIES: Record<CallParty, string> = {
  contact: OPERATOR,
  backend: BACKEND,
  national_cert: NATIONAL_CERT,
};

/** Null: the directory knows none. */
export async function calleeOf(reader: Tx, party: CallParty, operatorId: string): Promise<Callee | null> {
  const [found] = await reader.query<Omit<Callee, 'party'>[]>(QUERIES[party], [operatorId]);
  return found === undefined ? null : { ...found, party };
}
