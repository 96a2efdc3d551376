import { access, mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { madeRootZone } from './made-root-zone.ts';

/** Root zone files that a checkout may have beside it; nothing of the service depends on them. */
const BESIDE = fileURLToPath(new URL('../../../../../shared/data/rootzone', import.meta.url));

export interface ZoneFile {
  path: string;
  /** What kind of file it is, for a person. */
  what: string;
}

/** Asks for a root zone of our own making although there is a real one. */
export const MADE = 'made';

/** The file that was asked for, else the newest real one beside the checkout, else one of our own making in the data folder. */
export async function rootZoneFile(asked: string | undefined, dataDir: string): Promise<ZoneFile> {
  if (asked !== undefined && asked !== MADE) {
    await access(asked);
    return { path: asked, what: `as given (${basename(asked)})` };
  }
  const real = asked === MADE ? null : await newestBeside();
  if (real !== null) return { path: real, what: `the real one, as published (${basename(real)})` };
  const path = join(dataDir, 'demo', 'made-root.zone');
  await mkdir(join(dataDir, 'demo'), { recursive: true });
  await writeFile(path, madeRootZone(new Date()));
  return { path, what: 'all made up (documentation addresses), with the shape of the real one' };
}

async function newestBeside(): Promise<string | null> {
  const names = await readdir(BESIDE, { recursive: true }).catch(() => []);
  const zones = names.filter((name) => /\d{10}.*\.zone(\.gz)?$/.test(name));
  const [newest] = zones.sort((a, b) => serialIn(b) - serialIn(a));
  return newest === undefined ? null : join(BESIDE, newest);
}

/** Serials of the root zone are YYYYMMDDNN, and its files are named after them. */
const serialIn = (name: string) => Number(/\d{10}/.exec(basename(name))?.[0] ?? 0);
