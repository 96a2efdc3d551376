import { Injectable } from '@nestjs/common';
import type { HealthFinding } from '#libs/contracts';
import { Clock, Transactions } from '#libs/database';
import { PinChanges } from '#libs/notifications';
import { RootZones } from '#libs/operators';
import { Quarantine } from '#libs/queue';
import { fine, ill } from './finding.ts';

/** h; the root zone changes twice a day. */
const OLD_ROOT_ZONE = 48;

/** Names whose move is told one by one. */
const MOST_MOVED = 5;

/** What people must see to: the directory, the root zone, and what waits for a word of theirs. */
@Injectable()
export class Readiness {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly rootZones: RootZones,
    private readonly putAside: Quarantine,
    private readonly pinChanges: PinChanges,
  ) {}

  async rootZone(): Promise<HealthFinding<'rootZone'>> {
    const serial = await this.rootZones.newestSerial();
    if (serial === null)
      return ill(
        'rootZone',
        'warn',
        {
          text: 'none imported: who else is touched cannot be worked out',
          todo: 'dnscert rootzone import FILE, or fetch',
        },
        { serial, ageHours: null, tlds: 0 },
      );
    const { tlds } = await this.rootZones.summaryOf(serial);
    const age = (await this.clock.now()).getTime() - dateOfSerial(serial).getTime();
    const ageHours = Math.max(0, Math.floor(age / 3_600_000));
    const text = `${serial}, ${tlds} TLDs, ${ageHours} h old`;
    return ageHours > OLD_ROOT_ZONE
      ? ill(
          'rootZone',
          'warn',
          { text, todo: 'Get a newer one: dnscert rootzone fetch' },
          { serial, ageHours, tlds },
        )
      : fine('rootZone', text, { serial, ageHours, tlds });
  }

  async contacts(): Promise<HealthFinding<'contacts'>> {
    const [row] = await this.transactions.reader.query<
      { operators: number; operatorsWithout: number; undeliverable: number }[]
    >(
      `SELECT count(*)::int AS operators,
              count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM contacts c WHERE c.operator_id = o.id AND c.undeliverable_since IS NULL
                                                   AND c.removed_at IS NULL))::int AS "operatorsWithout",
              (SELECT count(*)::int FROM contacts WHERE undeliverable_since IS NOT NULL AND removed_at IS NULL) AS undeliverable
         FROM operators o`,
    );
    const figures = row ?? { operators: 0, operatorsWithout: 0, undeliverable: 0 };
    const { operators, operatorsWithout, undeliverable } = figures;
    if (operators === 0)
      return ill(
        'contacts',
        'warn',
        { text: 'the directory is empty: nobody can be told', todo: 'dnscert operators import FILE' },
        figures,
      );
    if (operatorsWithout === 0 && undeliverable === 0)
      return fine('contacts', `${operators} operators`, figures);
    return ill(
      'contacts',
      'warn',
      {
        text: `${operators} operators, ${operatorsWithout} without a contact whose mail arrives; addresses that take no mail: ${undeliverable}`,
        todo: 'Reach them another way, and have them name another address.',
      },
      figures,
    );
  }

  async quarantine(): Promise<HealthFinding<'quarantine'>> {
    const counts = Object.values(await this.putAside.counts());
    const waiting = counts.reduce((sum, count) => sum + count, 0);
    if (waiting === 0) return fine('quarantine', 'nothing is put aside', { waiting });
    return ill(
      'quarantine',
      'warn',
      {
        text: `work that failed three times by a fault of ours: ${waiting}`,
        todo: 'Look at the evidence, then have them tried again or let go of them.',
      },
      { waiting },
    );
  }

  async mailServers(): Promise<HealthFinding<'mailServers'>> {
    const { known, moved, changes } = await this.pinChanges.ofLate(MOST_MOVED);
    const figures = {
      known,
      moved,
      changes: changes.map((change) => ({ ...change, at: change.at.toISOString() })),
    };
    if (moved === 0) return fine('mailServers', `${known} names are watched, none has moved`, figures);
    const named = changes.map(
      ({ name, was, is, at }) =>
        `${name} from ${was.join(', ') || 'none'} to ${is.join(', ') || 'none'} (${at.toISOString()})`,
    );
    return ill(
      'mailServers',
      'warn',
      {
        text: `moved in three days: ${moved}. ${named.join('; ')}`,
        todo: 'Who can move mail servers reads the mail: ask the operator, another way than by mail.',
      },
      figures,
    );
  }

  async heldSends(): Promise<HealthFinding<'heldSends'>> {
    const [row] = await this.transactions.reader.query<{ waiting: number; next: Date | null }[]>(
      `SELECT count(*)::int AS waiting, min(expires_at) AS next FROM notifications
        WHERE state = 'awaiting_approval' AND expires_at > dnscert_now()`,
    );
    const { waiting = 0, next = null } = row ?? {};
    const figures = { waiting, nextExpiresAt: next?.toISOString() ?? null };
    if (waiting === 0) return fine('heldSends', 'no notice waits for a second person', figures);
    return ill(
      'heldSends',
      'warn',
      {
        text: `notices that wait for a second person: ${waiting}, the first until ${figures.nextExpiresAt ?? ''}`,
        todo: 'Another responder reads and approves or rejects them.',
      },
      figures,
    );
  }
}

/** Serials of the root zone are YYYYMMDDNN. */
function dateOfSerial(serial: number): Date {
  const digits = String(serial);
  return new Date(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}T00:00:00Z`);
}
