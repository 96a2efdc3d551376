import { RootZones } from '#libs/operators';
import type { Service } from '../service.ts';
import { readMark, writeMark } from './mark.ts';
import type { DemoOptions } from './options.ts';
import { pastYear } from './past-year/index.ts';
import { rootZoneFile } from './root-zone-file.ts';
import { holdings, sceneOf, seed, SeedRefused } from './seed.ts';
import type { Scene } from './seed.ts';
import type { Terminal } from './terminal.ts';

/**
 * Seeds a fresh data folder, once; a start that was killed in the middle is taken up again.
 * @throws SeedRefused when the folder holds an installation that is not the demo's
 */
export async function prepared(
  service: Service,
  terminal: Terminal,
  dataDir: string,
  { rootzone: asked, year }: Pick<DemoOptions, 'rootzone' | 'year'>,
): Promise<Scene> {
  const mark = await readMark(dataDir);
  if (mark !== null && mark.state !== 'seeding') return sceneAsSeeded(service);
  if (mark === null && Object.values(await holdings(service)).some((count) => count > 0)) {
    throw new SeedRefused(
      `${dataDir} holds an installation that is not the demo's. Nothing was changed: give the demo another DATA_DIR.`,
    );
  }
  await writeMark(dataDir, { state: 'seeding', tokens: {}, incident: null });
  terminal.note('Filling it: root zone, directory, accounts. This takes some seconds, once.');
  const file = await rootZoneFile(asked, dataDir);
  const { rootZone, contacts, ...scene } = await seed(service, file);
  terminal.note(
    `Root zone ${rootZone.serial}: ${file.what}; ${rootZone.tlds} TLDs, ${rootZone.signedTlds} of them signed.`,
  );
  terminal.note(
    `Directory: ${scene.directory.length} operators, ${contacts} contacts, all under .example; ${scene.people.length} accounts.`,
  );
  if (year)
    terminal.note(
      `The year before the story: ${await pastYear(service, scene)} incidents, all made up, so that figures have something to count.`,
    );
  await writeMark(dataDir, { state: 'seeded', tokens: {}, incident: null });
  return scene;
}

async function sceneAsSeeded({ app }: Service): Promise<Scene> {
  const zones = app.get(RootZones);
  const serial = await zones.newestSerial();
  if (serial === null)
    throw new SeedRefused('The root zone of this demo is gone. Reset it: dnscert demo reset');
  return sceneOf(await zones.zone(serial));
}
