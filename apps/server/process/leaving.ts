import type { Service } from '../service.ts';

/** ms; after this the process ends whatever is left: rows and leases take care of it. */
const STOP_LIMIT = 28_000;

/** Ends the process in good order: `why` is said, work in hand is finished, then exit with `code`. Once; later calls do nothing. */
export interface Leave {
  (code: number, why?: string): void;
  isUnderWay(): boolean;
}

/**
 * Ends the service when the machine, the terminal or npm asks for it. `starting` may still be under way: whoever ends us
 * while we start must not leave a database server behind.
 */
export function leaveWhenAsked(starting: () => Promise<Service> | undefined): Leave {
  let leaving = false;
  const end = (code: number, why?: string): void => {
    if (leaving) return;
    leaving = true;
    if (why !== undefined) console.log(`Stopping (${why}): finishing what is in hand.`);
    setTimeout(() => process.exit(1), STOP_LIMIT).unref();
    stopped(starting()).then(
      () => process.exit(code),
      (error: unknown) => {
        console.error(`Stopping failed: ${String(error)}`);
        process.exit(1);
      },
    );
  };
  const leave = Object.assign(end, { isUnderWay: () => leaving });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => leave(0, signal));
  leaveWithNpm(leave);
  return leave;
}

async function stopped(starting: Promise<Service> | undefined): Promise<void> {
  // A start that failed has cleared up after itself and has been explained.
  const service = await starting?.catch(() => undefined);
  await service?.stop();
}

/** An `npm start` that was killed would leave us behind, holding port and data folder. */
function leaveWithNpm(leave: Leave): void {
  // eslint-disable-next-line no-restricted-properties -- npm's own mark, not a setting
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) leave(0, 'npm is gone');
  }, 1_000).unref();
}
