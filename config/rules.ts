import { readFileSync } from 'node:fs';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'));

/** The triage rules as they stand in this folder: contents of the three files, not yet checked. */
export function readRuleFiles(): { kinds: unknown; severity: unknown; triage: unknown } {
  return { kinds: read('kinds'), severity: read('severity'), triage: read('triage') };
}

/** Who we are, as we come: contents of the file, not yet checked. */
export const readProfileFile = (): unknown => read('cert');

/** Our own promises, by severity, in minutes: contents of the file, not yet checked. */
export const readPromiseFile = (): unknown => read('promises');

/** Who is told of what is overdue, and in which order: contents of the file, not yet checked. */
export const readLaddersFile = (): unknown => read('ladders');
