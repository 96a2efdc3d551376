import type { Lane } from '#libs/contracts';
import { statesFact } from './facts.ts';
import { readText } from './reading.ts';
import type { TriageReport } from './report.ts';
import type { TriageRules } from './rules.ts';

/**
 * A quick look before the queue: which lane does a report wait in? Urgent if the reporter says so, or if its kind or its
 * words could mean that a whole TLD is gone; nothing is asked of the root zone. It decides about the order alone, so it
 * weighs nothing and reads only the summary and the beginning of the description.
 */
export function laneOf(rules: TriageRules, report: TriageReport): Lane {
  const { urgentClaims, descriptionCharacters } = rules.triage.lane;
  // The urgent lane is for those we know: whoever wants may write alarming words into a public form.
  if (report.exercise || report.source === 'public') return 'normal';
  const claim = report.severity ?? null;
  if (claim !== null && urgentClaims.includes(claim)) return 'urgent';
  if (claim === null && claimsUrgentKind(rules, report)) return 'urgent';
  const beginning = report.description.slice(0, descriptionCharacters);
  const reading = readText(rules.vocabulary, report.summary, beginning);
  return alarmFacts(rules, claim).some((fact) => statesFact(rules, fact, reading)) ? 'urgent' : 'normal';
}

function claimsUrgentKind({ triage, names }: TriageRules, report: TriageReport): boolean {
  const name = names.get(report.kind ?? '');
  return name !== undefined && triage.lane.urgentKinds.includes(name);
}

/**
 * Who claims a calm level is taken at that word unless the text says that everything is gone: else a flood of small reports
 * with alarming words would fill the lane that is there for emergencies.
 */
function alarmFacts({ triage: { lane } }: TriageRules, claim: string | null): readonly string[] {
  return claim === null ? lane.alarms : lane.alarmsAgainstCalmClaim;
}
