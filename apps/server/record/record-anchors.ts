import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#config/config';
import { Letters } from '#libs/access';
import { Transactions } from '#libs/database';
import { LogFault, RecordLog, textOfKey } from '#libs/timeline';
import { CONFIG } from '../process/settings.ts';
import { askForTimestamp } from './timestamp-server.ts';

/** d; whoever was away for longer finds it in their mail. */
const SHOWN = 366;

export interface Anchor {
  /** YYYY-MM-DD, in UTC. */
  day: string;
  size: number;
  note: string;
  anchoredAt: Date;
  token: Buffer | null;
}

/** Heads that the timestamp server has not signed, each with its day and why. */
export class HeadsUnstamped extends Error {
  readonly code = 'record.unstamped';
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // What became of a connection stands beneath the words that something did.
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}

/**
 * Once a day the head of the log leaves the house: by signed mail to whoever keeps it, on a page that everybody can read, and
 * with the word of a timestamp server where one is set. Whoever rewrites the record later cannot take these back.
 */
@Injectable()
export class RecordAnchors {
  constructor(
    private readonly transactions: Transactions,
    private readonly log: RecordLog,
    private readonly letters: Letters,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The anchor of today, where there is none yet; whichever process comes first. */
  async anchorDue(): Promise<void> {
    const head = await this.log.head().catch((error: unknown) => {
      if (error instanceof LogFault) return null;
      throw error;
    });
    if (head === null || head.size === 0) return;
    const key = await this.log.keyOf(head.note);
    await this.transactions.run(async (tx) => {
      const [made] = await tx.query<{ day: string }[]>(
        `INSERT INTO record_anchors (day, size, note, anchored_at)
         VALUES ((dnscert_now() AT TIME ZONE 'UTC')::date, $1, $2, dnscert_now())
         ON CONFLICT (day) DO NOTHING RETURNING day::text`,
        [head.size, head.note],
      );
      if (made === undefined) return;
      for (const email of this.config.RECORD_ANCHOR_TO ?? [])
        await this.letters.write(tx, {
          template: 'record-anchor',
          to: { email },
          variables: { day: made.day, head: head.note.trimEnd(), logKey: textOfKey(key) },
          tlp: 'CLEAR',
        });
    });
    await this.stampDue();
  }

  /**
   * Asks the timestamp server for those of the last days that have none; it may have been away. What becomes of one day is
   * nothing to the others.
   * @throws with the reason of each day that is still without
   */
  private async stampDue(): Promise<void> {
    const { RECORD_TIMESTAMP_URL: url, RECORD_TIMESTAMP_CA_FILE: caFile } = this.config;
    if (url === undefined) return;
    const waiting = await this.transactions.reader.query<{ day: string; note: string }[]>(
      `SELECT day::text, note FROM record_anchors
        WHERE timestamp_token IS NULL AND anchored_at > dnscert_now() - interval '7 days' ORDER BY day DESC`,
    );
    const missing: string[] = [];
    await Promise.all(
      waiting.map(async ({ day, note }) => {
        try {
          const token = await askForTimestamp({ url, caFile }, note);
          await this.transactions.reader.query(
            'UPDATE record_anchors SET timestamp_token = $2 WHERE day = $1::date AND timestamp_token IS NULL',
            [day, token],
          );
        } catch (error) {
          missing.push(`${day}: ${reasonOf(error)}`);
        }
      }),
    );
    if (missing.length > 0) throw new HeadsUnstamped(`not stamped: ${missing.sort().join('; ')}`);
  }

  /** The newest first. */
  async all(): Promise<Anchor[]> {
    return this.find('true', [], SHOWN);
  }

  async of(day: string): Promise<Anchor | null> {
    const [found] = await this.find('day = $2::date', [day], 1);
    return found ?? null;
  }

  private async find(condition: string, values: unknown[], most: number): Promise<Anchor[]> {
    const rows = await this.transactions.reader.query<
      { day: string; size: string; note: string; anchored_at: Date; timestamp_token: Buffer | null }[]
    >(
      `SELECT day::text, size, note, anchored_at, timestamp_token FROM record_anchors WHERE ${condition} ORDER BY day DESC LIMIT $1`,
      [most, ...values],
    );
    return rows.map(({ day, size, note, anchored_at, timestamp_token }) => ({
      day,
      size: Number(size),
      note,
      anchoredAt: anchored_at,
      token: timestamp_token,
    }));
  }
}
