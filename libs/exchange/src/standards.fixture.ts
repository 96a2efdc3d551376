import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { it } from '@jest/globals';

/** For tests alone: schemas of the standards, which lie beside the project and are not part of it. */
const FOLDER = '../shared/data/exchange/';
const root = fileURLToPath(new URL(`../../../${FOLDER}`, import.meta.url));

/** `it` where the schemas are, else a skip that says why. */
export const itWithStandards = existsSync(root) ? it : skipped();

function skipped(): typeof it.skip {
  process.stderr.write(`skipped: tests against the standards' schemas need ${FOLDER}, which is not there\n`);
  return it.skip;
}

export const standardText = (file: string) => readFileSync(join(root, file), 'utf8');
export const standardJson = (file: string) => JSON.parse(standardText(file)) as Record<string, unknown>;

/** Every schema of a folder and those below it. */
export const standardSchemas = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => standardJson(join(folder, file)));
