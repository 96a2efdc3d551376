import { Inject, Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';
import { MAIL_ROUTE } from '../settings.ts';
import type { MailRoute } from '../settings.ts';
import { MAILED_DOMAINS } from './mailed-domains.ts';

/** A mail domain, or our relay, that was found elsewhere than before. */
export interface PinChange {
  name: string;
  /** Host names of its servers, the first choice first; of our relay its addresses. */
  was: string[];
  is: string[];
  at: Date;
}

/** Days for which a change is told. */
const TOLD_FOR = 3;

const OF_DOMAINS = `
  SELECT domain AS name, changed_at AS at,
         ARRAY(SELECT e->>'host' FROM jsonb_array_elements(was) e) AS was,
         ARRAY(SELECT e->>'host' FROM jsonb_array_elements(exchanges) e) AS "is"
    FROM pinned_exchanges WHERE domain IN (${MAILED_DOMAINS})`;
const OF_RELAY = `SELECT host AS name, changed_at AS at, was, addresses AS "is" FROM pinned_addresses`;

/**
 * Whose mail servers moved of late. It is mostly a change of provider; but who can move them reads the mail, so a person looks.
 * Addresses of a domain's servers move all the time and are not told, nor is a domain that only somebody had us write to.
 */
@Injectable()
export class PinChanges {
  constructor(
    private readonly transactions: Transactions,
    @Inject(MAIL_ROUTE) private readonly route: MailRoute,
  ) {}

  /** The newest first, `most` of them, and how many names are watched and have moved in all. */
  async ofLate(most: number): Promise<{ known: number; moved: number; changes: PinChange[] }> {
    if (this.route.by === 'capture') return { known: 0, moved: 0, changes: [] };
    const names = this.route.by === 'servers' ? OF_DOMAINS : OF_RELAY;
    const rows = await this.transactions.reader.query<(PinChange & { known: number; moved: number })[]>(
      `WITH names AS (${names}),
            moved AS (SELECT * FROM names WHERE at > dnscert_now() - make_interval(days => $1))
       SELECT c.known, c.moved, m.name, m.was, m."is", m.at
         FROM (SELECT (SELECT count(*)::int FROM names) AS known, (SELECT count(*)::int FROM moved) AS moved) c
         LEFT JOIN (SELECT * FROM moved ORDER BY at DESC, name LIMIT $2) m ON true`,
      [TOLD_FOR, most],
    );
    const { known, moved } = rows[0] ?? { known: 0, moved: 0 };
    const changes = moved === 0 ? [] : rows.map(({ name, was, is, at }) => ({ name, was, is, at }));
    return { known, moved, changes };
  }
}
