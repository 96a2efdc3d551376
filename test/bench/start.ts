import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CHECKOUT } from '../harness/checkout.ts';
import { freePort } from '../harness/servers.ts';
import { atTheEnd } from '../harness/undo.ts';
import { tell } from './figure.ts';

/** ms and MiB; L10 */
const START_LIMIT = 10_000;
const MEMORY_LIMIT = 250;
const IDLE_FOR = 8_000;

/** L10: `npm start` to the first 200 of /readyz, the second time, and the memory of the one idle process. */
export async function start(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dnscert-start-'));
  atTheEnd(() => rm(folder, { recursive: true, force: true }));
  const first = await startOnce(folder);
  await first.stop();
  const second = await startOnce(folder);
  tell({
    bench: 'start',
    figure: 'npm start to the first 200 of /readyz, second time, embedded PostgreSQL',
    value: second.ms,
    unit: 'ms',
    beside: first.ms,
    besideWhat: 'the first time, with a new cluster',
    limit: `<= ${START_LIMIT} ms`,
    ok: second.ms <= START_LIMIT,
  });
  await sleep(IDLE_FOR);
  const memory = await second.memory();
  tell({
    bench: 'start',
    figure: 'resident memory of the one idle process, all roles',
    value: memory,
    unit: 'MiB',
    limit: `<= ${MEMORY_LIMIT} MiB`,
    ok: memory <= MEMORY_LIMIT,
  });
  await second.stop();
}

interface Started {
  ms: number;
  memory(): Promise<number>;
  stop(): Promise<void>;
}

async function startOnce(folder: string): Promise<Started> {
  const port = await freePort();
  const begun = performance.now();
  const npm = spawn('npm', ['start'], {
    cwd: CHECKOUT,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      DATA_DIR: folder,
      PORT: String(port),
    },
    stdio: 'ignore',
    detached: true,
  });
  const stop = async (): Promise<void> => {
    if (npm.exitCode !== null || npm.signalCode !== null) return;
    const ended = once(npm, 'exit');
    process.kill(-(npm.pid ?? 0), 'SIGTERM');
    await ended;
    while (await pidOf(folder)) await sleep(50);
  };
  atTheEnd(stop);
  while (!(await isReady(port))) {
    if (performance.now() - begun > 60_000) throw new Error('npm start did not come up');
    await sleep(20);
  }
  return { ms: performance.now() - begun, memory: async () => residentMiB(await pidOf(folder)), stop };
}

async function isReady(port: number): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
  return response?.status === 200;
}

/** The service that has this data folder: npm and its shell are other processes. */
async function pidOf(folder: string): Promise<number | null> {
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const [environment, command] = await Promise.all([
      readFile(`/proc/${name}/environ`, 'utf8').catch(() => ''),
      readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => ''),
    ]);
    if (
      environment.includes(`DATA_DIR=${folder}`) &&
      command.includes('apps/server/main.js') &&
      command.startsWith('node')
    )
      return Number(name);
  }
  return null;
}

async function residentMiB(pid: number | null): Promise<number> {
  const status = await readFile(`/proc/${pid ?? 0}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1_024;
}
