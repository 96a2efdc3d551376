import type { z } from 'zod';
import type { KindsFile, LimitingRule, RaisingRule, SeverityFile, TriageFile } from './rules.schema.ts';
import { patternFaults } from './signals.ts';
import { phraseFaults } from './vocabulary.ts';

export interface CheckedFiles {
  kinds: z.ZodSafeParseResult<KindsFile>;
  severity: z.ZodSafeParseResult<SeverityFile>;
  triage: z.ZodSafeParseResult<TriageFile>;
}

/** Everything wrong with the three files, each with its file and place; names are checked across files. */
export function fileFaults({ kinds, severity, triage }: CheckedFiles): string[] {
  const faults = [
    ...shapeFaults('kinds.json', kinds),
    ...shapeFaults('severity.json', severity),
    ...shapeFaults('triage.json', triage),
  ];
  if (!kinds.success) return faults;
  const names = new Set(kinds.data.kinds.map((kind) => kind.name));
  const facts = new Set(Object.keys(kinds.data.facts));
  return [
    ...faults,
    ...kindsFaults(kinds.data, facts),
    ...(severity.success ? severityFaults(severity.data, names, facts) : []),
    ...(triage.success ? triageFaults(triage.data, names, facts) : []),
  ];
}

function shapeFaults(file: string, result: z.ZodSafeParseResult<unknown>): string[] {
  if (result.success) return [];
  return result.error.issues.map((issue) => `${file} ${issue.path.join('.')}: ${issue.message}`);
}

function kindsFaults(file: KindsFile, facts: ReadonlySet<string>): string[] {
  const terms = new Set(Object.keys(file.terms));
  return [
    ...Object.entries(file.terms).flatMap(([name, { thing, event }]) =>
      [...(thing ?? []), ...(event ?? [])].flatMap(phraseFaults).map((fault) => `terms.${name}: ${fault}`),
    ),
    ...file.kinds.flatMap(({ name, signals }) =>
      signals.flatMap((signal) => patternFaults(terms, signal)).map((fault) => `kinds.${name}: ${fault}`),
    ),
    ...Object.entries(file.facts).flatMap(([name, patterns]) =>
      patterns.flatMap((pattern) => patternFaults(terms, pattern)).map((fault) => `facts.${name}: ${fault}`),
    ),
    ...file.kinds.flatMap(({ name, vetoedBy }) => unknownNames(`kinds.${name}.vetoedBy`, vetoedBy, facts)),
    ...repeatedNames(file),
    ...(file.kinds.some((kind) => kind.name === 'other') ? [] : ['kinds: "other" must be there']),
  ].map((fault) => `kinds.json ${fault}`);
}

/** A name that means two kinds would be resolved by the order of the file, which nobody reads so. */
function repeatedNames(file: KindsFile): string[] {
  const seen = new Set<string>();
  return file.kinds
    .flatMap((kind) => [kind.name, ...kind.aliases])
    .filter((name) => seen.has(name) || (seen.add(name), false))
    .map((name) => `kinds: "${name}" names two kinds`);
}

function severityFaults(
  file: SeverityFile,
  kinds: ReadonlySet<string>,
  facts: ReadonlySet<string>,
): string[] {
  const rules: (RaisingRule | LimitingRule)[] = [...file.raise, ...file.limit, ...file.claim, ...file.final];
  const ids = rules.map((rule) => rule.id);
  return [
    ...rules.flatMap(({ id, when }) => [
      ...unknownNames(`${id}.when.kinds`, when.kinds, kinds),
      ...unknownNames(`${id}.when.says`, when.says, facts),
      ...unknownNames(`${id}.when.unless`, when.unless, facts),
    ]),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `"${id}" names two rules`),
  ].map((fault) => `severity.json ${fault}`);
}

function triageFaults(
  { classify, lane, duplicates }: TriageFile,
  kinds: ReadonlySet<string>,
  facts: ReadonlySet<string>,
): string[] {
  const hinted = classify.resourceHints.map((hint) => hint.kind);
  return [
    ...unknownNames('classify.resourceHints', hinted, kinds),
    ...unknownNames('lane.urgentKinds', lane.urgentKinds, kinds),
    ...unknownNames('lane.alarms', lane.alarms, facts),
    ...unknownNames('lane.alarmsAgainstCalmClaim', lane.alarmsAgainstCalmClaim, facts),
    ...unknownNames('duplicates.windowHours.kinds', Object.keys(duplicates.windowHours.kinds), kinds),
    ...unknownNames('duplicates.compatibleKinds', duplicates.compatibleKinds.flat(), kinds),
    ...unknownNames('duplicates.needsSharedResource', duplicates.needsSharedResource, kinds),
  ].map((fault) => `triage.json ${fault}`);
}

function unknownNames(
  place: string,
  named: readonly string[] | undefined,
  known: ReadonlySet<string>,
): string[] {
  return (named ?? []).filter((name) => !known.has(name)).map((name) => `${place}: "${name}" is not known`);
}
