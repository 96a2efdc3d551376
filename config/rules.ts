import { readFileSync } from 'node:fs';

/** The triage rules as they stand in this folder: contents of the three files, not yet checked. */
export function readRuleFiles(): { kinds: unknown; severity: unknown; triage: unknown } {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'));
  return { kinds: read('kinds'), severity: read('severity'), triage: read('triage') };
}
