import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresFault } from './fault.ts';
import { isAlive } from './data-folder-lock.ts';
import type { ServerUser } from './server-user.ts';

export interface RunningServer {
  pid: number;
  port: number;
}

const START_LIMIT = 60_000;
const STOP_LIMIT = 20_000;

/** The server of this cluster, if one runs: an orphan of a killed service, or another process's. */
export async function runningServer(cluster: string): Promise<RunningServer | null> {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return null;
  // After a reboot the number may belong to any program, another cluster's server among them.
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  if (command !== null && !isServerOf(cluster, command.split('\0'))) return null;
  return { pid, port: Number(lines[3]) };
}

function isServerOf(cluster: string, [program = '', ...args]: string[]): boolean {
  return program.endsWith('/postgres') && args.includes(cluster);
}

/** Ends a server that nobody owns any more (its service was killed), and clears the lock of one that is gone. */
export async function clearOrphan(cluster: string): Promise<void> {
  const orphan = await runningServer(cluster);
  if (orphan !== null) await endServer(orphan.pid);
  await rm(join(cluster, 'postmaster.pid'), { force: true });
}

export interface ServerCommand {
  bin: string;
  cluster: string;
  user: ServerUser;
}

/** Starts the server on a free port of the loopback address and waits until it takes connections. */
export async function startServer({
  bin,
  cluster,
  user,
}: ServerCommand): Promise<RunningServer & { child: ChildProcess }> {
  const port = await freePort();
  const child = spawn(
    join(bin, 'postgres'),
    ['-D', cluster, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    // Its own process group: a Ctrl-C in the terminal must reach us first, so that work in hand is finished.
    { ...user, stdio: ['ignore', 'ignore', 'pipe'], detached: true, env: { LC_ALL: 'C', TZ: 'UTC' } },
  );
  await untilReady(child);
  return { pid: child.pid ?? 0, port, child };
}

async function untilReady(child: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((ready, failed) => {
    const limit = setTimeout(
      () => failed(new EmbeddedPostgresFault('PostgreSQL did not start within 60 s')),
      START_LIMIT,
    );
    child.once('error', failed);
    child.once('exit', () => failed(new EmbeddedPostgresFault(`PostgreSQL did not start:\n${said.trim()}`)));
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
      if (!said.includes('database system is ready to accept connections')) return;
      clearTimeout(limit);
      child.removeAllListeners('exit');
      ready();
    });
  });
}

/** Fast shutdown (SIGINT): sessions are ended, the cluster is left clean; immediate (SIGQUIT) when that takes too long. */
export async function endServer(pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  const until = Date.now() + STOP_LIMIT;
  while (isAlive(pid) && Date.now() < until) await sleep(50);
  if (isAlive(pid)) signal(pid, 'SIGQUIT');
  while (isAlive(pid) && Date.now() < until + 5_000) await sleep(50);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended already, which is what we want.
  }
}

async function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
