import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import type { Config } from '#config/config';
import { CommandRefused, say } from '../commands/run.ts';
import type { CommandAnswer } from '../commands/run.ts';
import type { Service } from '../service.ts';
import { CONFIG } from '../process/settings.ts';
import { readDemoSettings } from './environment.ts';
import { readMark, writeMark } from './mark.ts';
import { rootZoneFile } from './root-zone-file.ts';
import { holdings, seed, SeedRefused } from './seed.ts';

/** `demo seed`: root zone, directory and accounts for an installation whose directory is empty; no report, no mail. */
export async function seedDemo(
  service: Service,
  { rootzone }: { rootzone?: string },
): Promise<CommandAnswer> {
  const { operators } = await holdings(service);
  if (operators > 0) {
    throw new CommandRefused(
      `The directory has ${operators} operators already; nothing was changed. The demo goes into an empty installation alone.`,
    );
  }
  const { DATA_DIR: dataDir, DATABASE_URL: elsewhere } = service.app.get<Config>(CONFIG);
  const file = await rootZoneFile(rootzone, dataDir).catch((error: unknown) => {
    throw new CommandRefused((error as Error).message);
  });
  const { rootZone, directory, people, contacts } = await seed(service, file).catch((error: unknown) => {
    throw error instanceof SeedRefused ? new CommandRefused(error.message) : error;
  });
  // With a database elsewhere the data folder says nothing of what is in it.
  if (elsewhere === undefined) await writeMark(dataDir, { state: 'seeded', tokens: {}, incident: null });
  return {
    text: [
      `Root zone ${rootZone.serial} (${rootZone.tlds} TLDs), ${directory.length} operators, ${contacts} contacts, ${people.length} accounts.`,
      'Anybody may know these passwords: no such account may be where anything is real.',
      ...people.map(({ email, password, role }) => `  ${email}  ${password}  ${role}`),
    ].join('\n'),
    json: {
      serial: rootZone.serial,
      tlds: rootZone.tlds,
      operators: directory.length,
      contacts,
      people: people.map(({ email, password, role, operator }) => ({ email, password, role, operator })),
    },
  };
}

/** `demo reset`: a fresh data folder in place of the demo's. Any other folder, and one in use, is left alone. */
export async function resetDemo({ yes }: { yes?: boolean }, command: Command): Promise<void> {
  const { DATA_DIR: dataDir } = readDemoSettings().config;
  if ((await readMark(dataDir)) === null)
    throw new CommandRefused(`${dataDir} holds no demo; nothing was changed.`);
  const owner = await livingOwner(dataDir);
  if (owner !== null)
    throw new CommandRefused(`The demo runs as process ${owner}: stop it first. Nothing was changed.`);
  if (yes !== true && !(await confirmed(`Everything in ${dataDir} will be deleted. Type yes: `)))
    throw new CommandRefused('Nothing was changed. (--yes answers without being asked.)');
  // As root the cluster may have been put where its account can reach it; the data folder names the place.
  const elsewhere = await readFile(join(dataDir, 'postgres', 'location'), 'utf8').catch(() => '');
  if (elsewhere.trim() !== '') await rm(elsewhere.trim(), { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true });
  say(command, { text: `${dataDir} is empty. npm run demo fills it again.`, json: { dataDir } });
}

/** The process that has the embedded server of this folder open, or null. */
async function livingOwner(dataDir: string): Promise<number | null> {
  const text = await readFile(join(dataDir, 'postgres', 'owner.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const { pid } = JSON.parse(text) as { pid: number };
  try {
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? pid : null;
  }
}

async function confirmed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await asking.question(question)).trim().toLowerCase() === 'yes';
  } finally {
    asking.close();
  }
}
