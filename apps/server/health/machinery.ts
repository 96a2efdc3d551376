import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#config/config';
import type { HealthFinding, LaneView } from '#libs/contracts';
import { Clock, Transactions } from '#libs/database';
import { MailFault, readContactKey } from '#libs/mail';
import { QUEUE_BACKEND } from '#libs/queue';
import type { QueueBackend } from '#libs/queue';
import { RecordLog } from '#libs/timeline';
import { hostOf, takerOf } from '../http/host-of.ts';
import { Pipeline } from './pipeline.ts';
import { CONFIG } from '../process/settings.ts';
import { fine, ill } from './finding.ts';

/** ms */
const ANSWER_LIMIT = 1_500;
/** Days before its end that a key asks to be followed by another. */
const KEY_ENDS_SOON = 30;
/** min; mail that the relay puts off, with nothing getting through for so long, is a relay that is away. */
const RELAY_AWAY = 15;
/** s; an entry is sealed within one. */
const SEALED_LATE = 60;

/** What the service stands on: database, queues, workers, the way out of mail, our key. */
@Injectable()
export class Machinery {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly pipeline: Pipeline,
    private readonly log: RecordLog,
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async database(): Promise<HealthFinding<'database'>> {
    const [row] = await this.transactions.reader.query<{ version: string; bytes: string; size: string }[]>(
      `SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes,
              pg_size_pretty(pg_database_size(current_database())) AS size`,
    );
    const { version, bytes, size } = row ?? { version: '?', bytes: '0', size: '?' };
    return fine('database', `PostgreSQL ${version}, ${size}`, { version, bytes: Number(bytes) });
  }

  /** @param limit ms */
  async queues(limit = ANSWER_LIMIT): Promise<HealthFinding<'queues'>> {
    const backend = this.backend.kind;
    const answers = await this.backend.answersWithin(limit);
    if (answers) return fine('queues', `${backend} answers`, { backend, answers });
    return ill(
      'queues',
      'bad',
      {
        text: `${backend} does not answer. Nothing is lost: work waits in the database`,
        todo: backend === 'redis' ? 'Check REDIS_URL.' : 'Check DATABASE_URL.',
      },
      { backend, answers },
    );
  }

  async work(): Promise<{ finding: HealthFinding<'pipeline'>; lanes: LaneView[] }> {
    const { reasons, lanes } = await this.pipeline.state();
    const figures = {
      due: lanes.reduce((sum, lane) => sum + lane.due, 0),
      later: lanes.reduce((sum, lane) => sum + lane.later, 0),
      oldestSeconds: Math.max(0, ...lanes.map(({ oldestSeconds }) => oldestSeconds)),
    };
    const text = `${figures.due} rows due, the oldest for ${figures.oldestSeconds} s`;
    const finding =
      reasons.length === 0
        ? fine('pipeline', text, figures)
        : ill(
            'pipeline',
            'bad',
            { text: [text, ...reasons].join('. '), todo: 'Is a process with the worker role running?' },
            figures,
          );
    return { finding, lanes };
  }

  async record(): Promise<HealthFinding<'record'>> {
    const figures = await this.log.state();
    const { size, unsealed, oldestSeconds, faulty, alarm } = figures;
    const stands = unsealed - faulty > 0 && oldestSeconds > SEALED_LATE;
    if (alarm !== null)
      return ill(
        'record',
        'bad',
        {
          text: `nothing more is signed: ${alarm}`,
          todo: 'Somebody changed the database. Keep it as it is, run dnscert record verify, and compare with an earlier head of the log.',
        },
        figures,
      );
    if (faulty > 0)
      return ill(
        'record',
        'bad',
        {
          text: `entries that were changed before they were sealed: ${faulty}`,
          todo: 'Somebody changed the database. Run dnscert record verify.',
        },
        figures,
      );
    if (!stands) return fine('record', `${size} entries sealed and signed`, figures);
    return ill(
      'record',
      'bad',
      {
        text: `${unsealed} entries wait to be sealed, the oldest for ${oldestSeconds} s`,
        todo: 'Is a process with the worker role and the record key running?',
      },
      figures,
    );
  }

  async mail(): Promise<HealthFinding<'mail'>> {
    const { SMTP_URL: url } = this.config;
    const [row] = await this.transactions.reader.query<{ last: Date | null; delayed: number; now: Date }[]>(
      // Ids grow with time: the last hundred tell, and need no index of their own.
      `SELECT (SELECT max(handed_over_at) FROM (SELECT handed_over_at FROM deliveries ORDER BY id DESC LIMIT 100) d) AS last,
              (SELECT count(*)::int FROM deliveries WHERE state = 'delayed') AS delayed, dnscert_now() AS now`,
    );
    const { last = null, delayed = 0, now = new Date() } = row ?? {};
    const figures = {
      host: url === undefined ? null : hostOf(url),
      lastHandedOverAt: last?.toISOString() ?? null,
      delayed,
    };
    if (url === undefined)
      return ill(
        'mail',
        'warn',
        { text: 'captured in DATA_DIR/mail, nothing leaves', todo: 'Set SMTP_URL to send.' },
        figures,
      );
    if (delayed === 0) return fine('mail', `${takerOf(url)}, no mail is put off`, figures);
    const silent = last === null || now.getTime() - last.getTime() > RELAY_AWAY * 60_000;
    return ill(
      'mail',
      silent ? 'bad' : 'warn',
      {
        text: `${takerOf(url)}: mails put off and tried again: ${delayed}${silent ? `, and none got through for ${RELAY_AWAY} min` : ''}`,
        todo: 'Look at the words of the relay on the notices, and ask whoever runs it.',
      },
      figures,
    );
  }

  async key(): Promise<HealthFinding<'key'>> {
    const [row] = await this.transactions.reader.query<{ armored: string }[]>(
      'SELECT armored FROM published_keys ORDER BY published_at DESC LIMIT 1',
    );
    if (row === undefined)
      return ill(
        'key',
        'warn',
        { text: 'no key is published yet', todo: 'Start a process with the worker role: it makes one.' },
        { fingerprint: null, expiresAt: null },
      );
    const read = await readContactKey(row.armored).catch((error: unknown) => {
      if (error instanceof MailFault) return error;
      throw error;
    });
    if (read instanceof MailFault)
      return ill(
        'key',
        'bad',
        { text: read.message, todo: 'Publish a key that others can encrypt to: dnscert key accept signing.' },
        { fingerprint: null, expiresAt: null },
      );
    const { fingerprint, expiresAt } = read;
    const figures = { fingerprint, expiresAt: expiresAt?.toISOString() ?? null };
    if (expiresAt === null) return fine('key', `${fingerprint}, without an end`, figures);
    const days = (expiresAt.getTime() - (await this.clock.now()).getTime()) / 86_400_000;
    const text = `${fingerprint}, ends ${figures.expiresAt ?? ''}`;
    if (days > KEY_ENDS_SOON) return fine('key', text, figures);
    return ill(
      'key',
      days < 0 ? 'bad' : 'warn',
      { text, todo: 'Make its end later, or publish another: mail under an ended key looks forged.' },
      figures,
    );
  }
}
