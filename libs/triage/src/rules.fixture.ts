import { readFileSync } from 'node:fs';
import type { TriageReport } from './report.ts';
import { parseRules } from './rules.ts';
import type { RuleFiles } from './rules.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../config/${name}.json`, import.meta.url), 'utf8'));

/** The files that the service ships; a fresh copy each time, for tests that break them. */
export const shippedFiles = (): RuleFiles => ({
  kinds: read('kinds'),
  severity: read('severity'),
  triage: read('triage'),
});

export const rules = parseRules(shippedFiles());

/** A report that says only what the test is about. */
export const reportOf = (given: Partial<TriageReport>): TriageReport => ({
  summary: 'report',
  description: '',
  exercise: false,
  resources: [],
  ...given,
});

/** A report as the mail path makes it: first sentence as summary, all of it as description. */
export const reportOfText = (text: string, given: Partial<TriageReport> = {}): TriageReport =>
  reportOf({
    summary: (/^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text).slice(0, 200),
    description: text,
    ...given,
  });
