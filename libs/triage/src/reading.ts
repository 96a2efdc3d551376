import { PAUSE, STOP, wordsOf } from './words.ts';
import { stemsFor } from './vocabulary.ts';
import type { Step, Vocabulary } from './vocabulary.ts';

/** What one sentence speaks of: term index → where it says so. Denied events are not in it. */
export interface Sentence {
  words: readonly string[];
  terms: ReadonlyMap<number, Hit>;
  inSummary: boolean;
}

/** A phrase of a term, met at words `from` to before `to`. */
export interface Hit {
  term: number;
  from: number;
  to: number;
}

/** A text read once: for each term the sentences that speak of it, in their order. */
export type Reading = ReadonlyMap<number, readonly Sentence[]>;

/** How far back a "no" reaches: "no sign of any attack". */
const DENIAL_REACH = 4;

/** Of a long description the middle is left out: there are logs, while people write at the beginning or below a quote. */
const BEGINNING = 24 * 1024;
const END = 8 * 1024;

/** Reads summary and description in time that grows with their length alone, and no further from 32 KiB on. */
export function readText(vocabulary: Vocabulary, summary: string, description: string): Reading {
  const reading = new Map<number, Sentence[]>();
  readPart(vocabulary, summary, true, reading);
  readPart(vocabulary, withoutMiddle(description), false, reading);
  return reading;
}

function withoutMiddle(text: string): string {
  return text.length <= BEGINNING + END ? text : `${text.slice(0, BEGINNING)}\n\n${text.slice(-END)}`;
}

function readPart(
  vocabulary: Vocabulary,
  text: string,
  inSummary: boolean,
  reading: Map<number, Sentence[]>,
): void {
  const words = wordsOf(text);
  let from = 0;
  while (from < words.length) {
    const stop = words.indexOf(STOP, from);
    const to = stop === -1 ? words.length : stop;
    if (to > from) note(readSentence(vocabulary, words.slice(from, to), inSummary), reading);
    from = to + 1;
  }
}

function note(sentence: Sentence, reading: Map<number, Sentence[]>): void {
  for (const term of sentence.terms.keys()) {
    const known = reading.get(term);
    if (known === undefined) reading.set(term, [sentence]);
    else known.push(sentence);
  }
}

function readSentence(vocabulary: Vocabulary, words: readonly string[], inSummary: boolean): Sentence {
  const hits = shown(vocabulary, findHits(vocabulary, words));
  const isDenied = denialsOf(vocabulary, words, hits);
  const terms = new Map<number, Hit>();
  for (const hit of hits) if (!terms.has(hit.term) && !isDenied(hit)) terms.set(hit.term, hit);
  return { words, terms, inSummary };
}

function findHits(vocabulary: Vocabulary, words: readonly string[]): Hit[] {
  const hits: Hit[] = [];
  for (let from = 0; from < words.length; from += 1) findFrom(vocabulary.start, words, from, from, hits);
  return hits;
}

// The depth is the length of the longest phrase in the file, so the work per word is bounded.
function findFrom(step: Step, words: readonly string[], from: number, at: number, hits: Hit[]): void {
  const word = words[at];
  if (word === undefined || word === PAUSE) return;
  const exact = step.exact.get(word);
  if (exact !== undefined) arrive(exact, words, from, at + 1, hits);
  for (const stem of stemsFor(step, word))
    if (word.startsWith(stem.text)) arrive(stem.next, words, from, at + 1, hits);
}

function arrive(step: Step, words: readonly string[], from: number, to: number, hits: Hit[]): void {
  for (const term of step.ends) hits.push({ term, from, to });
  if (step.exact.size > 0 || step.stems.size > 0) findFrom(step, words, from, to, hits);
}

function shown(vocabulary: Vocabulary, hits: Hit[]): Hit[] {
  const covers = hits.filter((hit) => hit.term === vocabulary.neutral);
  if (covers.length === 0) return hits;
  return hits.filter((hit) => hit.term !== vocabulary.neutral && !covers.some((cover) => hides(cover, hit)));
}

/** A term that knows the whole phrase (`slow down` is slow) is heard all the same. */
function hides(cover: Hit, hit: Hit): boolean {
  const shorter = hit.to - hit.from < cover.to - cover.from;
  return shorter && cover.from <= hit.from && hit.to <= cover.to;
}

function denialsOf(
  vocabulary: Vocabulary,
  words: readonly string[],
  hits: readonly Hit[],
): (hit: Hit) => boolean {
  if (!words.some((word) => vocabulary.denials.has(word) || vocabulary.denialsAfter.has(word)))
    return () => false;
  const ends = phraseEnds(hits, words.length);
  return (hit) =>
    (vocabulary.canBeDenied[hit.term] ?? false) &&
    (deniedBefore(vocabulary, words, hit, ends) || deniedAfter(vocabulary, words, hit));
}

/** For each word the end of the longest phrase over it, 0 where there is none. */
function phraseEnds(hits: readonly Hit[], length: number): Uint8Array {
  const ends = new Uint8Array(length);
  for (const { from, to } of hits)
    for (let at = from; to - from > 1 && at < to; at += 1) ends[at] = Math.max(ends[at] ?? 0, to);
  return ends;
}

const CLAUSE_ENDS = new Set([PAUSE, 'but', 'and', 'because', 'due', 'since', 'only', 'so', 'then']);

function deniedBefore(vocabulary: Vocabulary, words: readonly string[], hit: Hit, ends: Uint8Array): boolean {
  for (let at = hit.from - 1; at >= Math.max(0, hit.from - DENIAL_REACH); at -= 1) {
    const word = words[at] ?? PAUSE;
    if (CLAUSE_ENDS.has(word)) return false;
    if (vocabulary.denials.has(word)) return !endsBefore(ends[at] ?? 0, hit);
  }
  return false;
}

/** A "no" that belongs to a phrase of its own ("no answer") says nothing of what follows that phrase. */
function endsBefore(end: number, hit: Hit): boolean {
  return end > 0 && end <= hit.from;
}

function deniedAfter(vocabulary: Vocabulary, words: readonly string[], hit: Hit): boolean {
  for (let at = hit.to; at < Math.min(words.length, hit.to + DENIAL_REACH); at += 1) {
    const word = words[at] ?? PAUSE;
    if (CLAUSE_ENDS.has(word)) return false;
    if (vocabulary.denialsAfter.has(word)) return true;
  }
  return false;
}
