import { ConfigFault } from '#config/config';
import { EmbeddedPostgresFault, isDatabaseAway } from '#libs/database';
import { ListenerFault } from '#libs/inbox';
import { PrivateFileFault, SigningKeyFault } from '#libs/mail';
import { KeyMisfit } from '../own-keys/key-misfit.ts';

/** Whose messages say what to do. */
const MENDABLE = [EmbeddedPostgresFault, SigningKeyFault, PrivateFileFault, KeyMisfit, ListenerFault];

/** Says on stderr what the person at the terminal can mend, in one breath and without a stack. @returns the exit code */
export function explainStartFault(error: unknown): number {
  if (error instanceof ConfigFault) {
    console.error('The environment has faults; nothing was started:');
    for (const { variable, message } of error.faults) console.error(`  ${variable} ${message}`);
    return 2;
  }
  if (MENDABLE.some((kind) => error instanceof kind)) {
    console.error((error as Error).message);
    return 2;
  }
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
    console.error('PORT is in use by another program: stop that, or set PORT.');
    return 2;
  }
  if (isDatabaseAway(error)) {
    console.error(`DATABASE_URL does not answer: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
  console.error(error);
  return 1;
}
