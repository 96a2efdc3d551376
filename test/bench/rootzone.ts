import { readRootZone } from '#libs/operators';
import { Installation } from '../harness/installation.ts';
import { tell } from './figure.ts';
import { zoneFile } from './impact.ts';

/** ms; L6 */
const LIMIT = 10_000;

/** L6: the import of a whole root zone, the command's start included, beside the reading of the file alone. */
export async function rootzone(): Promise<void> {
  const installation = await Installation.open({ queues: 'postgres' });
  if (installation === null) return;
  const { path, what } = await zoneFile(installation.postgres.dataDir);
  const readBegun = performance.now();
  await readRootZone(path);
  const readIn = performance.now() - readBegun;
  const begun = performance.now();
  const { code, output } = await installation.dnscert('rootzone', 'import', path);
  const importedIn = performance.now() - begun;
  if (code !== 0) throw new Error(output);
  tell({
    bench: 'rootzone',
    figure: `dnscert rootzone import, ${what}`,
    value: importedIn,
    unit: 'ms',
    beside: readIn,
    besideWhat: 'reading and checking the file alone',
    limit: `<= ${LIMIT} ms`,
    ok: importedIn <= LIMIT,
  });
}
