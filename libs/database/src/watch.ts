import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';

/** ms between two looks, and for one: together below the 2 s within which the API says that the database is away. */
const LOOK_EVERY = 250;
const LOOK_LIMIT = 1_000;

/**
 * Looks all the time, on a connection of its own, whether the database answers: one that hangs refuses nothing, and who
 * asks it by the pool would find out too late.
 */
@Injectable()
export class DatabaseWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(DatabaseWatch.name);
  private readonly stopping = new AbortController();
  private readonly acts: (() => void)[] = [];
  private client: pg.Client | null = null;
  private away = false;
  private watching: Promise<void> = Promise.resolve();

  constructor(private readonly dataSource: DataSource) {}

  get isAway(): boolean {
    return this.away;
  }

  /** Does `act` each time the database goes away. */
  onAway(act: () => void): void {
    this.acts.push(act);
  }

  onApplicationBootstrap(): void {
    this.watching = this.watch();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.watching;
    this.hangUp();
  }

  private async watch(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const answers = await this.answersInTime();
      if (!answers) this.hangUp();
      this.tell(!answers);
      await sleep(LOOK_EVERY, undefined, { signal }).catch(() => undefined);
    }
  }

  private tell(away: boolean): void {
    if (away === this.away || this.stopping.signal.aborted) return;
    this.away = away;
    if (!away) {
      this.logger.log('the database answers again');
      return;
    }
    this.logger.warn('the database does not answer');
    for (const act of this.acts) act();
  }

  private async answersInTime(): Promise<boolean> {
    let answer: boolean | undefined;
    const looked = this.look().then(
      () => (answer = true),
      () => (answer = false),
    );
    const over = new AbortController();
    const limit = sleep(LOOK_LIMIT, undefined, { signal: over.signal }).catch(() => undefined);
    await Promise.race([looked, limit]);
    over.abort();
    // When this process itself was busy for long, the answer may have been lying there all the time.
    if (answer === undefined) await sleep(20);
    return answer === true;
  }

  private async look(): Promise<void> {
    this.client ??= await this.connect();
    await this.client.query('SELECT 1');
  }

  private async connect(): Promise<pg.Client> {
    const { options } = this.dataSource;
    const client = new pg.Client({
      connectionString: 'url' in options ? options.url : undefined,
      application_name: 'dns-cert watch',
      connectionTimeoutMillis: LOOK_LIMIT,
    });
    // The next look finds out.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  /** Without a word: a server that hangs would not hear it. */
  private hangUp(): void {
    this.client?.connection.stream.destroy();
    this.client = null;
  }
}
