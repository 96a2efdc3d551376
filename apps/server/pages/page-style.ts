import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The style sheet of the pages. */
export const STYLE = readFileSync(new URL('./page.css', import.meta.url), 'utf8');

/** Of these very bytes: under an address with it, browsers may keep them for ever. */
export const STYLE_MARK = createHash('sha256').update(STYLE).digest('hex').slice(0, 16);
