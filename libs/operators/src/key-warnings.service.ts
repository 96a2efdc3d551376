import { Injectable } from '@nestjs/common';
import { Letters } from '#libs/access';
import { KEY_WARNINGS } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import { instantInZones } from '#libs/mail';

interface Ending {
  email: string;
  name: string | null;
  role: string;
  language: string;
  timezone: string;
  fingerprint: string;
  endsAt: Date;
  days: number;
}

/** Tells contacts by letter that the key we have for them ends soon: after its end we can tell them only that something waits. */
@Injectable()
export class KeyWarnings {
  constructor(
    private readonly transactions: Transactions,
    private readonly letters: Letters,
  ) {}

  /**
   * Each warning once, by rows that are written with the letter; several processes may do it at once. Of several that are due
   * the nearest to the end is given alone.
   * @returns how many letters were written
   */
  async warn(): Promise<number> {
    return this.transactions.run(async (tx) => {
      const ending = oncePerKey(await newlyEnding(tx));
      for (const one of ending)
        await this.letters.write(tx, {
          template: 'key-ends',
          to: one,
          variables: {
            greeting: one.name ?? one.role,
            fingerprint: one.fingerprint,
            endsAt: instantInZones(one.endsAt, one.timezone),
          },
        });
      return ending.length;
    });
  }
}

/** Whose warning is due and was not given, by the database's clock; with this it is given. */
async function newlyEnding(tx: Tx): Promise<Ending[]> {
  return tx.query<Ending[]>(
    `WITH given AS (
       INSERT INTO contact_key_warnings (contact_id, fingerprint, ends_at, days)
         SELECT c.id, c.key_fingerprint, c.key_expires_at, min(w.days)
           FROM contacts c, unnest($1::integer[]) AS w (days)
          WHERE c.removed_at IS NULL AND c.key_fingerprint IS NOT NULL AND c.key_expires_at > dnscert_now()
            AND c.key_expires_at <= dnscert_now() + make_interval(days => w.days)
          GROUP BY c.id ORDER BY c.id
         ON CONFLICT DO NOTHING RETURNING contact_id, fingerprint, ends_at, days
     )
     SELECT c.email, c.name, c.role, c.language, c.timezone, g.fingerprint, g.ends_at AS "endsAt", g.days
       FROM given g JOIN contacts c ON c.id = g.contact_id ORDER BY c.email, c.call_order, c.id`,
    [KEY_WARNINGS],
  );
}

/** A mailbox that stands for many operators gets one letter for its key. */
function oncePerKey(ending: Ending[]): Ending[] {
  const first = new Map<string, Ending>();
  for (const one of ending) {
    const place = `${one.email.toLowerCase()} ${one.fingerprint}`;
    if (!first.has(place)) first.set(place, one);
  }
  return [...first.values()];
}
