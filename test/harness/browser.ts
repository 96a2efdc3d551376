import { it } from '@jest/globals';
import { CHROMIUM, chromiumIsHere } from './chromium.ts';

export { openBrowser, watch } from './chromium.ts';

if (!chromiumIsHere) console.warn(`skipped: what needs a browser, for there is no ${CHROMIUM}`);

/** `it` where there is a browser, else a skip; why was said above. */
export const itInBrowser = chromiumIsHere ? it : it.skip;
