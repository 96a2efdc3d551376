import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const above = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The folder of the checkout: this file runs from the sources, and from dist/ where real processes are measured. */
export const CHECKOUT = basename(above) === 'dist' ? dirname(above) : above;

/** A built file, for example `apps/server/main.js`. */
export const built = (path: string) => join(CHECKOUT, 'dist', path);
