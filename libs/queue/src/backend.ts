import type { Job, Processor, QueueOptions, WorkerOptions } from 'bullmq';
import { createRedisBackend, Queue, Worker } from 'bullmq';
import { runMigrations } from 'bullmq';
import { Cluster, Redis } from 'ioredis';
import pg from 'pg';
import type { JobPayload } from '#libs/contracts';
import { JOB_NAMES, LANES } from '#libs/contracts';
import { patientPostgres } from './patient-postgres.ts';
import { readRedisUrl } from './redis-url.ts';

export type BackendKind = 'postgres' | 'redis';
export type BellQueue = Queue<JobPayload>;
export type BellWorker = Worker<JobPayload>;

export interface BackendSettings {
  databaseUrl: string;
  /** Unset: queues in PostgreSQL, schema `bullmq`. */
  redisUrl?: string | undefined;
}

/** One hash tag for all our keys: Redis Cluster runs a queue's scripts on one node. */
const REDIS_PREFIX = '{dnscert}';

/** ms; with these a killed worker's job returns in about ten seconds. */
const LOCK_DURATION = 10_000;
const STALLED_INTERVAL = 5_000;

/** Where jobs wait. Nothing above this room knows which of the two it is. */
export interface QueueBackend {
  readonly kind: BackendKind;
  queue(name: string): BellQueue;
  worker(name: string, concurrency: number, process: (job: Job<JobPayload>) => Promise<void>): BellWorker;
  /** Is it there? Answers within `ms`, never throws. */
  answersWithin(ms: number): Promise<boolean>;
  close(): Promise<void>;
}

export function openBackend(settings: BackendSettings, onError: (error: Error) => void): QueueBackend {
  return settings.redisUrl === undefined
    ? openPostgres(settings.databaseUrl, onError)
    : openRedis(settings.redisUrl, onError);
}

/** The tables of BullMQ, made under the lock of our own migrations. */
export async function migrateQueues(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await runMigrations(client, 'bullmq');
  } finally {
    await client.end();
  }
}

const workerOptions = (concurrency: number) => ({
  concurrency,
  lockDuration: LOCK_DURATION,
  stalledInterval: STALLED_INTERVAL,
  // The row, not the job, decides when to give up.
  maxStalledCount: 1_000,
  // 10 s: how long a worker waits for a bell before it looks again by itself.
  drainDelay: 10,
  // ms; after a lost connection BullMQ's own default sleeps for 15 s, and with it every lane.
  runRetryDelay: 1_000,
  autorun: false,
});

/** Connections beside those that listen. */
const SPARE = 2;

function openPostgres(databaseUrl: string, onError: (error: Error) => void): QueueBackend {
  // BullMQ takes a client out of the pool for each worker that listens, so the pool must be larger than their number.
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    // Jobs are bells: those that a crash of the database forgets are rung again from the rows, so none waits for the disk.
    options: '-c search_path=bullmq -c synchronous_commit=off',
    application_name: 'dns-cert queue',
    max: JOB_NAMES.length * LANES.length + SPARE,
    connectionTimeoutMillis: 1_500,
    keepAlive: true,
  });
  pool.on('error', onError);
  // Every queue and worker listens for errors of the one pool they share.
  pool.setMaxListeners(50);
  const options = { connection: pool } as unknown as QueueOptions & WorkerOptions;
  const factory = patientPostgres(pool) as never;
  return {
    kind: 'postgres',
    queue: (name) => listen(new Queue<JobPayload>(name, options, factory), onError),
    worker: (name, concurrency, process) =>
      listen(
        new Worker<JobPayload>(
          name,
          process as Processor,
          { ...options, ...workerOptions(concurrency) },
          factory,
        ),
        onError,
      ),
    answersWithin: (ms) => within(ms, pool.query('SELECT 1')),
    close: () => pool.end(),
  };
}

function openRedis(url: string, onError: (error: Error) => void): QueueBackend {
  const target = readRedisUrl(url);
  // Commands wait for a Redis that is away: a queue that is made before the connection stands would otherwise never come
  // to life. Nobody waits for a bell, so that holds up no request, and `Bells` bounds how many can be waiting.
  const options = { maxRetriesPerRequest: null, enableOfflineQueue: true };
  const connect = (): Redis | Cluster => {
    const client = target.cluster
      ? new Cluster(target.nodes, { redisOptions: { ...target.options, ...options } })
      : new Redis({ ...target.options, ...options });
    client.on('error', onError);
    return client;
  };
  // A worker's blocking call would hold up the bells.
  const producer = connect();
  const consumer = connect();
  const optionsOf = (connection: Redis | Cluster) =>
    ({ connection: connection, prefix: REDIS_PREFIX }) as QueueOptions;
  return {
    kind: 'redis',
    queue: (name) => listen(new Queue<JobPayload>(name, optionsOf(producer), createRedisBackend), onError),
    worker: (name, concurrency, process) =>
      listen(
        new Worker<JobPayload>(
          name,
          process as Processor,
          { ...optionsOf(consumer), ...workerOptions(concurrency) },
          createRedisBackend,
        ),
        onError,
      ),
    answersWithin: (ms) => within(ms, producer.ping()),
    close: async () => {
      producer.disconnect();
      consumer.disconnect();
    },
  };
}

// A queue or worker without a listener for 'error' would end the process.
function listen<T extends { on(event: 'error', listener: (error: Error) => void): unknown }>(
  emitter: T,
  onError: (error: Error) => void,
): T {
  emitter.on('error', onError);
  return emitter;
}

async function within(ms: number, answer: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<boolean>((give) => (timer = setTimeout(() => give(false), ms)));
  const answered = answer.then(
    () => true,
    () => false,
  );
  const result = await Promise.race([answered, limit]);
  clearTimeout(timer);
  return result;
}
