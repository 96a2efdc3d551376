import { kindsFile, severityFile, triageFile } from './rules.schema.ts';
import type { KindsFile, LimitingRule, RaisingRule, SeverityFile, TriageFile } from './rules.schema.ts';
import { fileFaults } from './faults.ts';
import { compilePattern } from './signals.ts';
import type { Pattern } from './signals.ts';
import { compileVocabulary } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A kind of incident, as `config/kinds.json` has it, ready to be recognised. */
export interface Kind {
  name: string;
  title: string;
  rsit: string;
  rsitSecond: string;
  aliases: readonly string[];
  /** A change as planned, which is no incident. */
  operational: boolean;
  hurts: string;
  /** In one of these whoever did it may read an operator's mail or speak in its name: its contacts and keys are not changed. */
  freezesContacts: boolean;
  /** Facts that speak against it: a planned change after which nothing resolves is an incident. */
  vetoedBy: readonly string[];
  signals: readonly (Pattern & { weight: number })[];
}

/** The three files, checked and compiled. Made once at boot; nothing in it ever changes. */
export interface TriageRules {
  vocabulary: Vocabulary;
  kinds: ReadonlyMap<string, Kind>;
  /** Names and aliases to names. */
  names: ReadonlyMap<string, string>;
  facts: ReadonlyMap<string, readonly Pattern[]>;
  severity: SeverityFile;
  triage: TriageFile;
}

export type { LimitingRule, RaisingRule };

/** The contents of `config/kinds.json`, `severity.json` and `triage.json`. */
export interface RuleFiles {
  kinds: unknown;
  severity: unknown;
  triage: unknown;
}

/** The data files cannot be used; `faults` names everything that is wrong with them, not only the first thing. */
export class TriageRulesError extends Error {
  readonly code = 'triage.rules_invalid';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The triage rules have faults:\n${faults.join('\n')}`);
    this.faults = faults;
  }
}

/** Checks the three files and makes them ready. Throws {@link TriageRulesError} with all faults at once. */
export function parseRules(files: RuleFiles): TriageRules {
  const kinds = kindsFile.safeParse(files.kinds);
  const severity = severityFile.safeParse(files.severity);
  const triage = triageFile.safeParse(files.triage);
  const faults = fileFaults({ kinds, severity, triage });
  if (faults.length > 0 || !kinds.success || !severity.success || !triage.success)
    throw new TriageRulesError(faults);
  return compileRules(kinds.data, severity.data, triage.data);
}

function compileRules(file: KindsFile, severity: SeverityFile, triage: TriageFile): TriageRules {
  const vocabulary = compileVocabulary(file.terms, file.denials, file.denialsAfter);
  const kinds = file.kinds.map((kind): Kind => ({
    ...kind,
    signals: kind.signals.map((signal) => ({
      ...compilePattern(vocabulary, signal),
      weight: signal.weight,
    })),
  }));
  const facts = Object.entries(file.facts).map(
    ([name, patterns]) => [name, patterns.map((pattern) => compilePattern(vocabulary, pattern))] as const,
  );
  return {
    vocabulary,
    kinds: new Map(kinds.map((kind) => [kind.name, kind])),
    names: new Map(kinds.flatMap((kind) => [kind.name, ...kind.aliases].map((name) => [name, kind.name]))),
    facts: new Map(facts),
    severity,
    triage,
  };
}
