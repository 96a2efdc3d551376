import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { EmbeddedPostgres } from '#libs/database';
import { migrate, startEmbeddedPostgres } from '#libs/database';
import { migrateQueues } from '#libs/queue';

/** Name of the migrated database that every test file's own is cloned from. */
export const TEMPLATE = 'dnscert_template';

const CONNECTIONS = 400;

interface Servers {
  postgres: EmbeddedPostgres;
  redis: ChildProcess | null;
  folder: string;
}

const running = globalThis as { dnscertServers?: Servers };

/** One PostgreSQL and, where redis-server is installed, one Redis for the whole run, both on free ports of loopback. */
export async function startServers(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dnscert-test-'));
  const postgres = await startRoomyPostgres(folder);
  process.env['TEST_SUPERUSER_URL'] = postgres.superuserUrl;
  process.env['TEST_SERVICE_URL'] = postgres.url;
  await makeTemplate(postgres);
  const redis = await startRedis(folder);
  running.dnscertServers = { postgres, redis, folder };
}

/** With room for the pools of all services that test files start at the same time. */
async function startRoomyPostgres(folder: string): Promise<EmbeddedPostgres> {
  const first = await startEmbeddedPostgres(folder);
  const client = new pg.Client({ connectionString: first.superuserUrl });
  await client.connect();
  await client.query(`ALTER SYSTEM SET max_connections = ${CONNECTIONS}`);
  await client.end();
  await first.stop();
  return startEmbeddedPostgres(folder);
}

export async function stopServers(): Promise<void> {
  const servers = running.dnscertServers;
  if (servers === undefined) return;
  servers.redis?.kill('SIGTERM');
  await servers.postgres.stop();
  await rm(servers.postgres.cluster, { recursive: true, force: true });
  await rm(servers.folder, { recursive: true, force: true });
}

async function makeTemplate(postgres: EmbeddedPostgres): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.superuserUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE} OWNER dnscert`);
  await client.end();
  const url = withDatabase(postgres.url, TEMPLATE);
  await migrate({ url, pool: 3 }, () => migrateQueues(url));
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

async function startRedis(folder: string): Promise<ChildProcess | null> {
  const program = programPath('redis-server');
  if (program === null) return null;
  const port = await freePort();
  const child = spawn(
    program,
    [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      folder,
      '--databases',
      '256',
      '--maxmemory-policy',
      'noeviction',
    ],
    { stdio: 'ignore' },
  );
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => 100 });
  client.on('error', () => undefined);
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await client.ping().catch(() => null)) === 'PONG') break;
    await sleep(50);
  }
  client.disconnect();
  process.env['TEST_REDIS_URL'] = url;
  return child;
}

/** Full path of a program on PATH, or null. */
export function programPath(name: string): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return join(folder, name);
    } catch {
      // Not there; look in the next.
    }
  }
  return null;
}

export async function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
