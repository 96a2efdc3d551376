import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';

/** ms between two looks, and for one: together below the 2 s within which the API says that the database is away. */
const LOOK_EVERY = 150;
const LOOK_LIMIT = 1_200;
/** ms; settles before the look that waits for it is over. */
const CONNECT_LIMIT = LOOK_LIMIT - 100;
/** ms; the first connection is made while everything starts at once. */
const FIRST_LIMIT = 10_000;

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

  async onApplicationBootstrap(): Promise<void> {
    // Whether it answers is found out below.
    this.client = await this.connect(FIRST_LIMIT).catch(() => null);
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
    const began = performance.now();
    const over = new AbortController();
    const limit = sleep(LOOK_LIMIT, undefined, { signal: over.signal }).catch(() => undefined);
    await Promise.race([looked, limit]);
    over.abort();
    // When this process itself was too busy to hear, the answer may have been lying there all the time.
    if (answer === undefined) await sleep(Math.min(20 + performance.now() - began - LOOK_LIMIT, 300));
    return answer === true;
  }

  private async look(): Promise<void> {
    try {
      this.client ??= await this.connect(CONNECT_LIMIT);
      await this.client.query('SELECT 1');
    } catch (error) {
      if (this.client === null) throw error;
      // Only this connection may have been ended.
      this.hangUp();
      this.client = await this.connect(CONNECT_LIMIT);
    }
  }

  private async connect(limit: number): Promise<pg.Client> {
    const { options } = this.dataSource;
    const client = new pg.Client({
      connectionString: 'url' in options ? options.url : undefined,
      application_name: 'dns-cert watch',
      connectionTimeoutMillis: limit,
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
