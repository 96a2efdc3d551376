import type { Kind, TriageRules } from './rules.ts';

/** All kinds in the order of the file; what `kind` of a report may say besides aliases. */
export function kindNames(rules: TriageRules): string[] {
  return [...rules.kinds.keys()];
}

/** The kind that a name or alias means, or null. Case and blanks at the ends do not matter. */
export function resolveKind(rules: TriageRules, nameOrAlias: string): Kind | null {
  const name = rules.names.get(nameOrAlias.trim().toLowerCase());
  return name === undefined ? null : (rules.kinds.get(name) ?? null);
}
