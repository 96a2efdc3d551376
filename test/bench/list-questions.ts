import { TLDS } from './full-lists.ts';

/** ms */
const LIST_LIMIT = 100;
const SEARCH_LIMIT = 300;

/** Of what is in the tables when it is asked. */
export interface Subjects {
  /** Incidents, open ones and closed, spread over all of them. */
  incidents: string[];
  deadlines: string[];
}

export interface Question {
  what: string;
  limit: number;
  /** Differs from one call to the next, as people's questions do. */
  path: (call: number, subjects: Subjects) => string;
  /** Asked by an operator; absent: by a responder. */
  asOperator?: true;
  /** All incidents, or all open ones, are its answer or stand in no index: its growth is told and not judged. */
  readsAll?: true;
}

const minutesAgo = (minutes: number) =>
  encodeURIComponent(new Date(Date.now() - minutes * 60_000).toISOString());
const one = (ids: string[], call: number) => ids[call % ids.length] ?? '';
const registry = (call: number) => `registry-${String(1 + call).padStart(5, '0')}`;

const list = (what: string, path: Question['path']): Question => ({ what, limit: LIST_LIMIT, path });
const search = (what: string, words: (call: number) => string): Question => ({
  what: `incidents with ${what}`,
  limit: SEARCH_LIMIT,
  path: (call) => `incidents?q=${encodeURIComponent(words(call))}`,
});

export const QUESTIONS: Question[] = [
  list('newest incidents', () => 'incidents'),
  list('incidents being worked on', () => 'incidents?state=coordinating,monitoring'),
  list(
    'incidents of a kind and severity',
    (call) => `incidents?kind=ddos&severity=${call % 2 === 0 ? 'critical' : 'high'}`,
  ),
  list('incidents of a rare kind', () => 'incidents?kind=route-hijack'),
  list('incidents of a rare kind, closed', () => 'incidents?kind=route-hijack&state=closed'),
  list('incidents under a rare label', () => 'incidents?tlp=RED'),
  list('incidents of a TLD', (call) => `incidents?tld=${TLDS[call % TLDS.length] ?? ''}`),
  list('incidents of an operator', (call) => `incidents?operator=${registry(call)}`),
  list('incidents that nobody has', () => 'incidents?assignee=none&state=new'),
  list('my incidents', () => 'incidents?assignee=me'),
  list('incidents changed in the last minutes', () => `incidents?updatedSince=${minutesAgo(20)}`),
  search('a word in a hundred', (call) => `word${call % 100}x`),
  search('a word in one', (call) => `only ${1 + call * 131} here`),
  search('a word in all', () => 'servers'),
  search('a word in none', (call) => `nowhere${call}`),
  search('a number', (call) => `L-${1 + call * 97}`),
  { ...search('two letters that are in none', () => 'ÿÿ'), readsAll: true },
  { ...list('the incidents of the operator who asks', () => 'incidents'), asOperator: true },
  { ...list('the board', () => 'board'), readsAll: true },
  list('what is due next', () => 'deadlines'),
  list('what is overdue', () => 'deadlines?state=overdue'),
  list('what is due of one kind', (call) => `deadlines?kind=${call % 2 === 0 ? 'triage' : 'answer'}`),
  list('what is due of a rare kind', () => 'deadlines?kind=nis2_early_warning'),
  list('what was met', () => 'deadlines?state=met'),
  list('the clocks of an incident', (call, { incidents }) => `incidents/${one(incidents, call)}/deadlines`),
  list('one clock', (call, { deadlines }) => `deadlines/${one(deadlines, call)}`),
  list('the timeline of an incident', (call, { incidents }) => `incidents/${one(incidents, call)}/timeline`),
];
