import { chmod, chown, cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { EmbeddedPostgresFault } from './fault.ts';

/** PostgreSQL refuses to run as root; whoever is root lends it one of these accounts. */
const STAND_INS = ['postgres', 'nobody'];

/** Where things go that the stand-in account could not reach where they are. */
const STAGE = '/var/lib/dns-cert';

export interface ServerUser {
  uid?: number;
  gid?: number;
}

/** The account that the server runs as: our own, or a stand-in where we are root. */
export async function serverUser(): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return {};
  const accounts = (await readFile('/etc/passwd', 'utf8').catch(() => ''))
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of STAND_INS) {
    const account = accounts.find((fields) => fields[0] === name);
    if (account !== undefined) return { uid: Number(account[2]), gid: Number(account[3]) };
  }
  throw new EmbeddedPostgresFault(
    `PostgreSQL does not run as root and this machine has no account ${STAND_INS.join(' or ')} to lend it. ` +
      'Start the service as an ordinary user, or set DATABASE_URL.',
  );
}

/** The binaries, copied to where `user` can reach them when every folder above them is not open (a checkout in a 0700 home). */
export async function reachableBinaries(bin: string, version: string, user: ServerUser): Promise<string> {
  if (await isOpenTo(bin, user)) return bin;
  const staged = join(STAGE, `postgresql-${version}`);
  if (!existsSync(join(staged, 'bin', 'postgres'))) {
    const part = `${staged}.${randomBytes(4).toString('hex')}`;
    await openStage();
    await cp(dirname(bin), part, { recursive: true, verbatimSymlinks: true });
    await openForReading(part);
    // Another process may have been faster; its copy is as good.
    await rename(part, staged).catch(() => rm(part, { recursive: true, force: true }));
  }
  return join(staged, 'bin');
}

/**
 * The folder for the cluster: inside the data folder where `user` can reach it; else a folder of its own, which a file
 * `location` in the data folder names, so that another data folder never meets this one's data.
 */
export async function reachableCluster(folder: string, user: ServerUser): Promise<string> {
  const pointer = join(folder, 'location');
  const pointed = (await readFile(pointer, 'utf8').catch(() => '')).trim();
  if (pointed !== '') return pointed;
  if (await isOpenTo(folder, user)) return join(folder, 'cluster');
  await openStage();
  const elsewhere = join(STAGE, `cluster-${randomBytes(8).toString('hex')}`);
  await writeFile(pointer, `${elsewhere}\n`);
  return elsewhere;
}

async function openStage(): Promise<void> {
  await mkdir(STAGE, { recursive: true });
  // The caller's umask may have closed it.
  await chmod(STAGE, 0o755);
}

/** What `chmod -R a+rX` does. */
async function openForReading(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openForReading(path);
    else if (entry.isFile()) await chmod(path, ((await stat(path)).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

/** Gives a folder to the account that the server runs as. */
export async function giveTo(folder: string, user: ServerUser): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (user.uid !== undefined && user.gid !== undefined) await chown(folder, user.uid, user.gid);
}

/** May `user` pass through every folder down to `path`? Always so when the server runs as ourselves. */
async function isOpenTo(path: string, user: ServerUser): Promise<boolean> {
  if (user.uid === undefined) return true;
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
