/**
 * Triage: what is it, how bad is it, do we know it already, and how fast must it be looked at. Pure: no clock, no database,
 * no network; the same report and the same rules give the same verdict, and every verdict has its reasons.
 *
 * rules · rules.schema · faults · rsit   the three files of config/, checked and made ready
 * words → vocabulary → reading           a text becomes sentences, each with the terms it speaks of, denials left out
 * signals · facts                        what a sentence must say for something to count; what holds of a report
 * kinds · classify                       which kind of incident
 * severity                               how bad, by stated rules
 * lane                                   the quick look before the queue
 * duplicates · addresses                 which known incident it belongs to
 * relations                              what two incidents have in common
 */
export { classify } from './classify.ts';
export type { Classification, RunnerUp } from './classify.ts';
export { findDuplicate } from './duplicates.ts';
export type { DuplicateCandidate, DuplicateQuestion, DuplicateVerdict } from './duplicates.ts';
export { kindNames, resolveKind } from './kinds.ts';
export { laneOf } from './lane.ts';
export { relationsOf } from './relations.ts';
export type { Relation, Tied } from './relations.ts';
export type { ImpactCounts, Reason, TriageReport } from './report.ts';
export { parseRules, TriageRulesError } from './rules.ts';
export type { Kind, RuleFiles, TriageRules } from './rules.ts';
export { judgeSeverity } from './severity.ts';
export type { SeverityVerdict } from './severity.ts';
