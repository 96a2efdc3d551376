import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. Files that start real processes run from dist/test/harness. */
export const CHECKOUT = fileURLToPath(new URL('../../..', import.meta.url));

/** A built file, for example `apps/server/main.js`. */
export const built = (path: string) => join(CHECKOUT, 'dist', path);
