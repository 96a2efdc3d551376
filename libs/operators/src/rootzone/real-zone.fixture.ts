import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { it } from '@jest/globals';

/** For tests alone: real root zone files, which lie beside the project and are not part of it. */
const FOLDER = '../shared/data/rootzone/';

export const SIGNED_2023 = 'root-2023051100-signed.zone';
export const REAL_ZONES = [
  SIGNED_2023,
  'snapshots/root-2018031200-axfr-two-soa.zone.gz',
  'snapshots/root-2023110400.zone.gz',
  'snapshots/root-2024011700.zone.gz',
  'snapshots/root-2024011701.zone.gz',
  'snapshots/root-2024020601.zone.gz',
  'snapshots/root-2024020700.zone.gz',
  'snapshots/root-2026050500.zone.gz',
  'snapshots/root-2026050602.zone.gz',
];

export function realZonePath(file: string): string {
  return fileURLToPath(new URL(`../../../../${FOLDER}${file}`, import.meta.url));
}

/** `it` where the real files are, else a skip that says why. */
export const itWithRealZones = existsSync(realZonePath('')) ? it : skipped();

function skipped(): typeof it.skip {
  process.stderr.write(`skipped: tests on real root zones need ${FOLDER}, which is not there\n`);
  return it.skip;
}
