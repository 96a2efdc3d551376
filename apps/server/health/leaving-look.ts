import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#config/config';
import type { HealthFigures, HealthFinding } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { CONFIG } from '../process/settings.ts';
import { fine, ill } from './finding.ts';

type Figures = HealthFigures['anchors'];

/** Days back that are looked at: long enough for whoever was away over a weekend. */
const DAYS = 7;
/** Days; mail that was given back is told for so long, or until the setting names another address. */
const MAIL_DAYS = 3;

/** Whether the head of the record leaves the house each day, and gets there: what stays here alone binds nobody. */
@Injectable()
export class LeavingLook {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async anchors(): Promise<HealthFinding<'anchors'>> {
    const figures = await this.figures();
    const { lastDay, missed, unreached, unstamped, silent } = figures;
    const warn = (text: string, todo: string) => ill('anchors', 'warn', { text, todo }, figures);
    if (missed.length > 0)
      return warn(
        `no head of the record left the house on ${missed.join(', ')}`,
        'Is a process with the worker role running? A head that is missing cannot be made up: keep those before and after it.',
      );
    if (unreached.length > 0)
      return warn(
        `mail with the head of the record does not reach ${unreached.join(', ')}`,
        'Ask whoever keeps it for an address that takes mail, and set RECORD_ANCHOR_TO.',
      );
    if (unstamped > 0)
      return warn(
        `heads of the last days that the timestamp server has not signed: ${unstamped}`,
        'Look at the warnings in the log, ask whoever runs that server, or set another RECORD_TIMESTAMP_URL. It is asked again each minute for 7 days.',
      );
    if (silent.length > 0)
      return warn(
        `witnesses that have signed nothing for a day: ${silent.join(', ')}`,
        'Ask whoever runs the witness what it says. If it says that the record was rewritten, believe it until you know better.',
      );
    return fine(
      'anchors',
      lastDay === null ? 'no head has left yet' : `the last left on ${lastDay}`,
      figures,
    );
  }

  private async figures(): Promise<Figures> {
    const { RECORD_ANCHOR_TO: keepers = [], RECORD_TIMESTAMP_URL: server } = this.config;
    const [row] = await this.transactions.reader.query<Figures[]>(FIGURES, [
      keepers.map((keeper) => keeper.toLowerCase()),
      server !== undefined,
    ]);
    if (row === undefined) throw new Error('no answer to a count');
    return row;
  }
}

/** An hour is time enough for each, where things are well. A witness has a day: it may be a machine that sleeps at night. */
const FIGURES = `
  WITH now AS (SELECT dnscert_now() AS at),
       begun AS (SELECT signed_at AS at FROM record_checkpoints WHERE size > 0 ORDER BY size LIMIT 1),
       days AS (SELECT day::date FROM now, begun,
                       generate_series(GREATEST((begun.at AT TIME ZONE 'UTC')::date, (now.at AT TIME ZONE 'UTC')::date - ${DAYS}),
                                       (now.at - interval '1 hour') AT TIME ZONE 'UTC', interval '1 day') AS day
                 WHERE begun.at < now.at - interval '1 hour')
  SELECT (SELECT max(day)::text FROM record_anchors) AS "lastDay",
         ARRAY(SELECT day::text FROM days WHERE day NOT IN (SELECT day FROM record_anchors) ORDER BY day) AS missed,
         ARRAY(SELECT DISTINCT lower(d.recipient ->> 'email')
                 FROM notifications n JOIN deliveries d ON d.notification_id = n.id
                WHERE n.incident_id IS NULL AND n.created_at > now.at - interval '${MAIL_DAYS} days' AND n.template = 'record-anchor'
                  AND d.state IN ('bounced', 'failed', 'withheld') AND lower(d.recipient ->> 'email') = ANY($1) ORDER BY 1) AS unreached,
         CASE WHEN $2 THEN (SELECT count(*)::int FROM record_anchors a
                             WHERE a.timestamp_token IS NULL AND a.anchored_at < now.at - interval '1 hour'
                               AND a.anchored_at > now.at - interval '${DAYS} days') ELSE 0 END AS unstamped,
         ARRAY(SELECT w.name FROM record_witnesses w
                WHERE w.added_at < now.at - interval '1 day'
                  AND NOT EXISTS (SELECT 1 FROM record_cosignatures c WHERE c.witness = w.name AND c.witnessed_at > now.at - interval '1 day')
                  AND EXISTS (SELECT 1 FROM record_checkpoints k WHERE k.signed_at < now.at - interval '1 day'
                                 AND k.size > COALESCE((SELECT max(size) FROM record_cosignatures c WHERE c.witness = w.name), 0))
                ORDER BY 1) AS silent
    FROM now`;
