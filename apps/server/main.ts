import { ConfigFault, readConfig } from '#config/config';
import type { Config } from '#config/config';
import { People } from '#libs/access';
import { EmbeddedPostgresFault, isDatabaseAway } from '#libs/database';
import { SigningKeyFault } from '#libs/mail';
import { startService } from './service.ts';
import type { Service } from './service.ts';

/** ms; after this the process ends whatever is left: rows and leases take care of it. */
const STOP_LIMIT = 28_000;

async function main(): Promise<void> {
  const config = readConfig();
  const starting = startService(config);
  // From the first moment: whoever ends us while we start must not leave a database server behind.
  stopWhenAsked(starting);
  const service = await starting;
  say(service);
  if (service.url !== null) await offerFirstLead(service, config);
}

function say({ parts }: Service): void {
  const width = Math.max(...Object.keys(parts).map((name) => name.length));
  for (const [name, text] of Object.entries(parts)) console.log(`${name.padEnd(width)}  ${text}`);
}

async function offerFirstLead(service: Service, config: Config): Promise<void> {
  const secret = await service.app.get(People).offerFirstLead();
  if (secret === null) return;
  const base = config.PORT === 0 ? (service.url ?? config.PUBLIC_URL) : config.PUBLIC_URL;
  console.log(
    `\nThere is no lead yet. Whoever opens this link becomes the first one (once, within 24 hours):\n\n  ${base}/first-lead/${secret}\n`,
  );
}

function stopWhenAsked(starting: Promise<Service>): void {
  let stopping = false;
  const stop = (why: string) => {
    if (stopping) return;
    stopping = true;
    console.log(`Stopping (${why}): finishing what is in hand.`);
    setTimeout(() => process.exit(1), STOP_LIMIT).unref();
    starting
      .then((service) => service.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(`Stopping failed: ${String(error)}`);
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  stopWithNpm(stop);
}

/** `npm start` that was killed would leave us behind, holding port and data folder. */
function stopWithNpm(stop: (why: string) => void): void {
  // eslint-disable-next-line no-restricted-properties -- npm's own mark, not a setting
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop('npm is gone');
  }, 1_000).unref();
}

/** What the person at the terminal can mend is said in one breath, without a stack. */
function explain(error: unknown): number {
  if (error instanceof ConfigFault) {
    console.error('The environment has faults; nothing was started:');
    for (const { variable, message } of error.faults) console.error(`  ${variable} ${message}`);
    return 2;
  }
  if (error instanceof EmbeddedPostgresFault || error instanceof SigningKeyFault) {
    console.error(error.message);
    return 2;
  }
  if (isDatabaseAway(error)) {
    console.error(`DATABASE_URL does not answer: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
    console.error('PORT is in use by another program: stop that, or set PORT.');
    return 2;
  }
  console.error(error);
  return 1;
}

process.on('unhandledRejection', (error) => {
  // A fault of ours somewhere in the background. Rows and leases keep the work safe, so the process goes on.
  console.error('Unhandled:', error);
});

main().catch((error: unknown) => process.exit(explain(error)));
