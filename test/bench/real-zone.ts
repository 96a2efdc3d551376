import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from '../harness/checkout.ts';
import type { Installation } from '../harness/installation.ts';

const REAL = join(CHECKOUT, '../shared/data/rootzone/root-2023051100-signed.zone');

/** Path of a real root zone, which lies beside the project and is no part of it; null where it does not. */
export const realZonePath = () => (existsSync(REAL) ? REAL : null);

/** So that triage works out impacts against a zone of real size. @returns which zone it was */
export async function importRealRootZone(installation: Installation): Promise<string> {
  const path = realZonePath();
  if (path === null) return 'none';
  const { code, output } = await installation.dnscert('rootzone', 'import', path);
  if (code !== 0) throw new Error(output);
  return 'real, serial 2023051100';
}
