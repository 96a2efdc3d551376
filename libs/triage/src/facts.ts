import type { Reading } from './reading.ts';
import type { TriageReport } from './report.ts';
import type { TriageRules } from './rules.ts';
import { saysAny } from './signals.ts';

/** What holds of a report apart from its kind. */
export interface Facts {
  /** Facts of `config/kinds.json` that the text states: `total`, `partial`, `over`, … */
  says: ReadonlySet<string>;
  ended: boolean;
  exercise: boolean;
}

/** Reads the facts. What the reporter put into a field outweighs what the text sounds like. */
export function factsOf(rules: TriageRules, report: TriageReport, reading: Reading): Facts {
  const says = new Set<string>();
  for (const name of rules.facts.keys()) if (statesFact(rules, name, reading)) says.add(name);
  if (namesOnlyDomains(report)) says.add('second-level');
  return {
    says,
    ended: !(report.ongoing ?? !says.has('over')),
    exercise: report.exercise || soundsLikeExercise(report, says),
  };
}

/** Does the text state this one fact? */
export function statesFact(rules: TriageRules, fact: string, reading: Reading): boolean {
  return saysAny(reading, rules.facts.get(fact) ?? []);
}

/**
 * Words alone make an exercise only where nothing speaks against it: taking an emergency for a drill costs more than the
 * other way round.
 */
function soundsLikeExercise(report: TriageReport, says: ReadonlySet<string>): boolean {
  const alarming = report.severity === 'critical' || report.severity === 'high';
  return says.has('drill') && !says.has('real') && !alarming;
}

function namesOnlyDomains({ resources }: TriageReport): boolean {
  return (
    resources.some(({ type }) => type === 'domain' || type === 'url') &&
    resources.every(({ type }) => type === 'domain' || type === 'url' || type === 'ip' || type === 'other')
  );
}
