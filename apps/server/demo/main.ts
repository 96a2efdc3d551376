import { leaveWhenAsked } from '../process/leaving.ts';
import { startService } from '../service.ts';
import type { Service } from '../service.ts';
import { explainStartFault } from '../process/start-faults.ts';
import { DemoFault } from './client.ts';
import { readDemoSettings, withPort } from './environment.ts';
import { readOptions } from './options.ts';
import { prepared } from './prepare.ts';
import { SeedRefused } from './seed.ts';
import { tellOnce } from './tell-once.ts';
import { Terminal } from './terminal.ts';
import { whereToLook } from './where-to-look.ts';

let starting: Promise<Service> | undefined;
const leave = leaveWhenAsked(() => starting);

/** The service on a data folder of its own, filled, and a story told over it. */
async function main(): Promise<void> {
  const { rootzone, once, year } = readOptions();
  const terminal = new Terminal();
  const settings = await withPort(readDemoSettings());
  const { DATA_DIR: dataDir, PUBLIC_URL: url } = settings.config;
  terminal.title('DNS-CERT, the demo');
  terminal.note(
    'A report comes in and becomes an incident; whom it touches is worked out from the root zone; each of them gets a signed mail and answers; ' +
      'every step is recorded. Watch it happen. The operators are made up, and no mail leaves this machine.',
  );
  terminal.gap();
  for (const name of settings.ignored)
    terminal.note(
      terminal.warning(`${name} is ignored: the demo has a database of its own and never sends mail.`),
    );
  starting = startService(settings.config);
  const service = await starting;
  terminal.note(`Service ${url}, data in ${dataDir}`);
  const scene = await prepared(service, terminal, dataDir, { rootzone, year });
  const mark = await tellOnce(service, terminal, settings, scene);
  whereToLook(terminal, settings, mark, scene.people, !once);
  if (once) leave(0);
}

/** What the person at the terminal can mend is said without a stack. @returns the exit code */
function explain(error: unknown): number {
  if (error instanceof SeedRefused) {
    console.error(error.message);
    return 2;
  }
  if (error instanceof DemoFault || (error as NodeJS.ErrnoException).code === 'ENOENT') {
    console.error((error as Error).message);
    return 1;
  }
  return explainStartFault(error);
}

// Who reads us has gone (`| head`): nothing more can be told.
process.stdout.on('error', () => leave(0));

main().catch((error: unknown) => {
  // The story loses its service when somebody presses Ctrl-C in the middle of it, and must not complain of that.
  if (!leave.isUnderWay()) leave(explain(error));
});
