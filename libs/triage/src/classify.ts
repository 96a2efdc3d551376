import { coded } from '#libs/contracts';
import { factsOf } from './facts.ts';
import type { Facts } from './facts.ts';
import { resolveKind } from './kinds.ts';
import { readText } from './reading.ts';
import type { Reading } from './reading.ts';
import type { Reason, TriageReport } from './report.ts';
import type { Kind, TriageRules } from './rules.ts';
import { findMatch } from './signals.ts';

export interface RunnerUp {
  kind: string;
  score: number;
}

/** What a report is about. `confidence` is 0 to 1: how far the kind leads before the next one. */
export interface Classification {
  kind: string;
  confidence: number;
  reasons: Reason[];
  runnersUp: RunnerUp[];
  /** By the reporter's flag or by words that say so; an exercise has a kind like any incident. */
  exercise: boolean;
}

interface Score {
  kind: string;
  score: number;
  reasons: Reason[];
}

/** Judges the kind of a report from its claim, its words and its resources. Pure: the same report, the same verdict. */
export function classify(rules: TriageRules, report: TriageReport): Classification {
  return classifyReading(rules, report, readText(rules.vocabulary, report.summary, report.description));
}

/** The same on a text that was read already. */
export function classifyReading(rules: TriageRules, report: TriageReport, reading: Reading): Classification {
  const facts = factsOf(rules, report, reading);
  const scores = [...rules.kinds.values()].map((kind) => scoreOf(rules, report, reading, facts, kind));
  const ranked = scores.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
  const best = ranked.find(({ score }) => score >= rules.triage.classify.leastScore) ?? nothingRecognised();
  const others = ranked.filter((candidate) => candidate !== best);
  return {
    kind: best.kind,
    confidence: confidenceOf(best.score, others[0]?.score ?? 0, rules.triage.classify.doubt),
    reasons: [...best.reasons, ...claimNotes(rules, report, best), ...exerciseNotes(report, facts)],
    runnersUp: others
      .slice(0, rules.triage.classify.runnersUp)
      .map(({ kind, score }) => ({ kind, score: rounded(score) })),
    exercise: facts.exercise,
  };
}

function scoreOf(
  rules: TriageRules,
  report: TriageReport,
  reading: Reading,
  facts: Facts,
  kind: Kind,
): Score {
  const text = textScore(rules, reading, kind);
  const parts = [...claimReasons(rules, report, kind), ...text.reasons, ...hintReasons(rules, report, kind)];
  const outside = parts.filter((part) => !text.reasons.includes(part));
  const score = text.score + outside.reduce((sum, part) => sum + (part.weight ?? 0), 0);
  const veto = kind.vetoedBy.find((fact) => facts.says.has(fact));
  if (veto === undefined || score === 0) return { kind: kind.name, score, reasons: parts };
  return { kind: kind.name, score: score * rules.triage.classify.vetoFactor, reasons: parts };
}

/** The strongest signal counts in full, each further one less: else the kind with the most synonyms would win. */
function textScore(rules: TriageRules, reading: Reading, kind: Kind): { score: number; reasons: Reason[] } {
  const { summaryFactor, furtherSignals } = rules.triage.classify;
  const reasons: Required<Reason>[] = [];
  for (const signal of kind.signals) {
    const match = findMatch(reading, signal);
    if (match === null) continue;
    const weight = rounded(signal.weight * (match.inSummary ? summaryFactor : 1));
    const said = match.words.map((words) => `"${words}"`).join(' with ');
    reasons.push({
      rule: `${kind.name}: ${signal.name}`,
      text: `The text says ${said}.`,
      ...coded('text_says', { words: match.words }),
      weight,
    });
  }
  reasons.sort((a, b) => b.weight - a.weight);
  const counted = reasons.slice(0, 1 + furtherSignals.length);
  const score = counted.reduce(
    (sum, reason, index) => sum + reason.weight * (index === 0 ? 1 : (furtherSignals[index - 1] ?? 0)),
    0,
  );
  return { score, reasons: counted };
}

function claimReasons(rules: TriageRules, report: TriageReport, kind: Kind): Reason[] {
  const claim = report.kind ?? null;
  if (claim === null || resolveKind(rules, claim) !== kind) return [];
  return [
    {
      rule: 'claim',
      text: `The reporter says it is ${kind.name}.`,
      ...coded('claimed', { kind: kind.name }),
      weight: claimWeight(rules, kind),
    },
  ];
}

function claimWeight({ triage: { classify: weights } }: TriageRules, kind: Kind): number {
  if (kind.operational) return weights.claimOfOperational;
  return kind.name === 'other' ? weights.claimOfOther : weights.claim;
}

function hintReasons(rules: TriageRules, report: TriageReport, kind: Kind): Reason[] {
  return rules.triage.classify.resourceHints
    .filter((hint) => hint.kind === kind.name)
    .filter((hint) =>
      report.resources.some(
        ({ type, value }) => type === hint.type && (hint.value === undefined || hint.value === value),
      ),
    )
    .map((hint) => ({
      rule: `resource: ${hint.type}`,
      text: hint.reason,
      ...coded('names_resource', { type: hint.value === '.' ? 'root' : hint.type }),
      weight: hint.weight,
    }));
}

function nothingRecognised(): Score {
  const text = 'Neither claim nor text nor resources point to a kind that is known; a person must look.';
  const reason = { rule: 'nothing-recognised', text, ...coded('nothing_recognised', {}) };
  return { kind: 'other', score: 0, reasons: [reason] };
}

/** A claim that was not followed, or not understood, is told: the reporter may know more than the text. */
function claimNotes(rules: TriageRules, report: TriageReport, best: Score): Reason[] {
  const claim = report.kind ?? null;
  if (claim === null) return [];
  const claimed = resolveKind(rules, claim);
  if (claimed === null)
    return [
      {
        rule: 'claim-unknown',
        text: `The claimed kind "${claim}" is not known and was not counted.`,
        ...coded('claim_unknown', { claim }),
      },
    ];
  if (claimed.name === best.kind) return [];
  const text = `The reporter says ${claimed.name}, but the rest of the report speaks for ${best.kind}.`;
  const parts = { kind: claimed.name, other: best.kind };
  return [{ rule: 'claim-contradicted', text, ...coded('claim_contradicted', parts) }];
}

function exerciseNotes(report: TriageReport, facts: Facts): Reason[] {
  if (!facts.exercise) return [];
  const how = report.exercise ? 'is marked as' : 'says that it is';
  const code = report.exercise ? 'exercise_marked' : 'exercise_said';
  return [{ rule: 'exercise', text: `The report ${how} an exercise.`, ...coded(code, {}) }];
}

function confidenceOf(best: number, next: number, doubt: number): number {
  return rounded(best / (best + next + doubt));
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
