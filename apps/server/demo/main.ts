import { ConfigFault } from '#config/config';
import { EmbeddedPostgresFault } from '#libs/database';
import { startService } from '../service.ts';
import type { Service } from '../service.ts';
import { DemoFault } from './client.ts';
import { readDemoSettings, withPort } from './environment.ts';
import type { Variables } from './environment.ts';
import { readOptions } from './options.ts';
import { prepared } from './prepare.ts';
import { SeedRefused } from './seed.ts';
import { tellOnce } from './tell-once.ts';
import { Terminal } from './terminal.ts';
import { whereToLook } from './where-to-look.ts';

/** ms; after this the process ends whatever is left: rows and leases take care of it. */
const STOP_LIMIT = 28_000;

let service: Service | undefined;
let stopping = false;

/** The service on a data folder of its own, filled, and a story told over it. */
async function main(): Promise<void> {
  const { rootzone, once } = readOptions();
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
  stopWithNpm(settings.variables);
  service = await startService(settings.config);
  terminal.note(`Service ${url}, data in ${dataDir}`);
  const scene = await prepared(service, terminal, dataDir, rootzone);
  const mark = await tellOnce(service, terminal, settings, scene);
  whereToLook(terminal, settings, mark, scene.people, !once);
  if (once) stop(0);
}

/** Finishes what is in hand, then ends with this code. */
function stop(code: number): void {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), STOP_LIMIT).unref();
  void (service?.stop() ?? Promise.resolve()).then(
    () => process.exit(code),
    (error: unknown) => {
      console.error(`Stopping failed: ${String(error)}`);
      process.exit(1);
    },
  );
}

/** `npm run demo` that was killed would leave us behind, holding port and data folder. */
function stopWithNpm(variables: Variables): void {
  if (variables['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop(0);
  }, 1_000).unref();
}

/** What the person at the terminal can mend is said without a stack. @returns the exit code */
function explain(error: unknown): number {
  if (error instanceof ConfigFault) {
    for (const { variable, message } of error.faults) console.error(`${variable} ${message}`);
    return 2;
  }
  if (error instanceof EmbeddedPostgresFault || error instanceof SeedRefused) {
    console.error(error.message);
    return 2;
  }
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') console.error('PORT is in use by another program: stop that, or set PORT.');
  else if (code === 'ENOENT' || error instanceof DemoFault) console.error(message);
  else console.error(error);
  return 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (!stopping) console.log(`\nStopping (${signal}): finishing what is in hand.`);
    stop(0);
  });
}

// Who reads us has gone (`| head`): nothing more can be told.
process.stdout.on('error', () => stop(0));

main().catch((error: unknown) => {
  // The story loses its service when somebody presses Ctrl-C in the middle of it.
  if (!stopping) stop(explain(error));
});
