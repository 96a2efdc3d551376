import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresFault } from './fault.ts';

/** The process that owns a data folder; `startedAt` tells it from a later process with the same number. */
interface Owner {
  pid: number;
  startedAt: string;
}

/**
 * Makes this process the owner of `folder`, so that two services never run one embedded server. The mark of a process
 * that was killed is taken over; a living owner is given `patience` ms to leave: enough for one that is stopping, and short
 * enough for a person who started a second one by mistake.
 */
export async function lockDataFolder(folder: string, patience = 5_000): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const mark = join(folder, 'owner.json');
  const self: Owner = { pid: process.pid, startedAt: await startOf(process.pid) };
  const until = Date.now() + patience;
  for (;;) {
    if (await putDown(mark, self)) return () => rm(mark, { force: true });
    const owner = await livingOwner(mark);
    if (owner === null) await rm(mark, { force: true });
    else if (Date.now() > until) {
      throw new EmbeddedPostgresFault(
        `DATA_DIR ${folder} is in use by process ${owner.pid}. Stop that process, or give this one another DATA_DIR.`,
      );
    } else await sleep(200);
  }
}

/** The process that owns `folder` now, or null. */
export async function ownerOf(folder: string): Promise<number | null> {
  return (await livingOwner(join(folder, 'owner.json')))?.pid ?? null;
}

async function putDown(mark: string, self: Owner): Promise<boolean> {
  try {
    await writeFile(mark, JSON.stringify(self), { flag: 'wx', mode: 0o644 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function livingOwner(mark: string): Promise<Owner | null> {
  let owner: Owner;
  try {
    owner = JSON.parse(await readFile(mark, 'utf8')) as Owner;
  } catch {
    return null;
  }
  return isAlive(owner.pid) && (await startOf(owner.pid)) === owner.startedAt ? owner : null;
}

/** Is there a process with this number, of whoever? */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Start time in clock ticks since boot (proc(5), field 22); empty where there is no /proc. */
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field is the program's name in parentheses and may itself hold blanks and parentheses.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
