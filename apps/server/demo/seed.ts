import { AccessFault, People } from '#libs/access';
import type { DirectoryOperator } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { ContactPacks } from '#libs/notifications';
import { Directory, readKeysOf, readRootZone, RootZoneFault, RootZones } from '#libs/operators';
import type { RootZone, RootZoneSummary } from '#libs/operators';
import type { Service } from '../service.ts';
import { withKeys } from './contact-keys.ts';
import { madeDirectory } from './made-directory.ts';
import { everybody } from './people.ts';
import type { Person } from './people.ts';
import type { ZoneFile } from './root-zone-file.ts';
import { sharedAddressOf } from './shared-address.ts';
import type { SharedAddress } from './shared-address.ts';

/** All that the story stands on; it follows from the root zone alone. */
export interface Scene {
  serial: number;
  directory: DirectoryOperator[];
  shared: SharedAddress;
  people: Person[];
}

export interface Seeded extends Scene {
  rootZone: RootZoneSummary;
  contacts: number;
}

/** The root zone cannot carry the demo; the message says why. */
export class SeedRefused extends Error {}

/** Fills an empty installation: root zone, directory, accounts with known passwords. Doing it again changes nothing. */
export async function seed({ app }: Service, file: ZoneFile): Promise<Seeded> {
  const zone = await readRootZone(file.path).catch((error: unknown) => {
    if (error instanceof RootZoneFault)
      throw new SeedRefused(`${file.path}, line ${error.line}: ${error.message} Nothing was imported.`);
    throw error;
  });
  const scene = sceneOf(zone);
  const rootZone = await app.get(RootZones).keep(zone, `demo: ${file.what}`);
  const directory = app.get(Directory);
  await directory.import(scene.directory);
  const keyed = await withKeys(directory, scene.directory, scene.shared);
  await directory.import(keyed, (await readKeysOf(keyed)).keys);
  // As the first day of each month does.
  await app.get(ContactPacks).sendDue(1);
  for (const person of scene.people) await addPerson(app.get(People), directory, person);
  return {
    ...scene,
    rootZone,
    contacts: scene.directory.reduce((sum, { contacts }) => sum + contacts.length, 0),
  };
}

export function sceneOf(zone: RootZone): Scene {
  const directory = madeDirectory(zone);
  const shared = sharedAddressOf(zone, directory);
  return { serial: zone.serial, directory, shared, people: everybody(shared, directory) };
}

/** What an installation holds that a demo would stand in the way of. */
export async function holdings({
  app,
}: Service): Promise<{ operators: number; users: number; reports: number }> {
  const [row] = await app
    .get(Transactions)
    .reader.query<{ operators: string; users: string; reports: string }[]>(
      `SELECT (SELECT count(*) FROM operators) AS operators, (SELECT count(*) FROM users) AS users, (SELECT count(*) FROM reports) AS reports`,
    );
  return {
    operators: Number(row?.operators ?? 0),
    users: Number(row?.users ?? 0),
    reports: Number(row?.reports ?? 0),
  };
}

async function addPerson(people: People, directory: Directory, person: Person): Promise<void> {
  const operator = person.operator === null ? null : await directory.operatorBySlug(person.operator);
  try {
    await people.addUser({ ...person, operatorId: operator?.id ?? null });
  } catch (error) {
    if (!(error instanceof AccessFault && error.code === 'access.user_exists')) throw error;
  }
}
