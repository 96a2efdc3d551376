import { parseArgs } from 'node:util';

const USAGE = `npm run demo -- [--rootzone FILE|made] [--once] [--no-year]

  --rootzone FILE  use this root zone, plain or gzip; "made": one of the demo's own making
  --no-year        without the year of incidents before the story
  --once           end after the story instead of staying up

DATA_DIR (./data-demo) and PORT (3000) are taken from the environment.`;

export interface DemoOptions {
  rootzone: string | undefined;
  once: boolean;
  /** Is there a year of incidents before the story? */
  year: boolean;
}

/** What was asked for on the command line; help and wrong usage end the process. */
export function readOptions(): DemoOptions {
  try {
    const { values } = parseArgs({
      options: {
        rootzone: { type: 'string' },
        once: { type: 'boolean' },
        'no-year': { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    if (values.help !== true)
      return { rootzone: values.rootzone, once: values.once === true, year: values['no-year'] !== true };
    console.log(USAGE);
    process.exit(0);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(2);
  }
}
