import { wordsOf } from './words.ts';

/**
 * The terms of `config/kinds.json` made ready for reading. A term is what a text can speak of, in any wording:
 * `server` is "name server", "nameservers", "serveurs" and more.
 */
export interface Vocabulary {
  termNames: readonly string[];
  /** A thing stays what it is after a "no"; an event does not happen then. */
  canBeDenied: readonly boolean[];
  start: Step;
  denials: ReadonlySet<string>;
  denialsAfter: ReadonlySet<string>;
  /** Index of the term whose phrases hide what they cover ("root cause" speaks of no root), or -1. */
  neutral: number;
}

/** One place in the tree of phrases: which words may follow, and which terms are complete here. */
export interface Step {
  exact: Map<string, Step>;
  /** Stems (`sign*`), found by their first three letters. */
  stems: Map<string, Stem[]>;
  ends: number[];
}

export interface Stem {
  text: string;
  next: Step;
}

export interface TermFile {
  thing?: readonly string[] | undefined;
  event?: readonly string[] | undefined;
}

const STEM_KEY = 3;

/** A phrase is words with blanks between; `a|b` means either, `sign*` any ending (three letters at least before it). */
export function compileVocabulary(
  terms: Readonly<Record<string, TermFile>>,
  denials: readonly string[],
  denialsAfter: readonly string[],
): Vocabulary {
  const start = newStep();
  const termNames = Object.keys(terms);
  for (const [index, name] of termNames.entries())
    for (const phrase of [...(terms[name]?.thing ?? []), ...(terms[name]?.event ?? [])])
      addPhrase(start, phrase, index);
  return {
    termNames,
    canBeDenied: termNames.map((name) => terms[name]?.event !== undefined),
    start,
    denials: new Set(denials.flatMap(wordsOf)),
    denialsAfter: new Set(denialsAfter.flatMap(wordsOf)),
    neutral: termNames.indexOf('neutral'),
  };
}

const NO_STEMS: readonly Stem[] = [];

/** The stems that `word` may begin with; the caller compares. */
export function stemsFor(step: Step, word: string): readonly Stem[] {
  if (step.stems.size === 0) return NO_STEMS;
  return step.stems.get(word.slice(0, STEM_KEY)) ?? NO_STEMS;
}

/** Faults of a phrase as a person writes it into the file; empty when it can be read. */
export function phraseFaults(phrase: string): string[] {
  const alternatives = phrase.split(' ').flatMap((part) => part.split('|'));
  if (alternatives.some((word) => foldWord(word) === ''))
    return [`"${phrase}" has a word that no text can hold`];
  const short = alternatives.filter((word) => word.endsWith('*') && foldWord(word).length < STEM_KEY);
  return short.map((word) => `"${word}" in "${phrase}" needs ${STEM_KEY} letters before the star`);
}

function addPhrase(start: Step, phrase: string, term: number): void {
  let places = [start];
  for (const part of phrase.split(' '))
    places = part.split('|').flatMap((word) => places.map((place) => placeAfter(place, word)));
  for (const place of places) if (!place.ends.includes(term)) place.ends.push(term);
}

function placeAfter(step: Step, word: string): Step {
  const folded = foldWord(word);
  if (!word.endsWith('*')) return getOrAdd(step.exact, folded, newStep);
  const stems = getOrAdd(step.stems, folded.slice(0, STEM_KEY), (): Stem[] => []);
  const known = stems.find((stem) => stem.text === folded);
  if (known !== undefined) return known.next;
  const next = newStep();
  stems.push({ text: folded, next });
  return next;
}

function foldWord(word: string): string {
  return wordsOf(word.replace(/\*$/, '')).join('');
}

function newStep(): Step {
  return { exact: new Map(), stems: new Map(), ends: [] };
}

function getOrAdd<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
