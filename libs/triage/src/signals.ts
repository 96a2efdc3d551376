import type { Reading, Sentence } from './reading.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What a text must say for a signal to fire: all terms of `says` and none of `unless`, in one sentence. */
export interface Pattern {
  says: readonly number[];
  unless: readonly number[];
  /** As it stands in the file, for the reasons. */
  name: string;
}

export interface PatternFile {
  says: string;
  unless?: string | undefined;
}

/** Where a pattern was met: the words that fired it, each once, and whether the summary said so. */
export interface Match {
  words: string[];
  inSummary: boolean;
}

/** `server + silent` unless `works, planned`: names of terms. Unknown ones are faults, found by {@link patternFaults}. */
export function compilePattern(vocabulary: Vocabulary, file: PatternFile): Pattern {
  const indexOf = (name: string) => vocabulary.termNames.indexOf(name);
  return {
    says: termsSaid(file).map(indexOf),
    unless: termsExcluded(file).map(indexOf),
    name: file.says,
  };
}

export function patternFaults(termNames: ReadonlySet<string>, file: PatternFile): string[] {
  const named = [...termsSaid(file), ...termsExcluded(file)];
  return named.filter((name) => !termNames.has(name)).map((name) => `"${name}" is no term of this file`);
}

/** The first sentence that fires the pattern, or null. */
export function findMatch(reading: Reading, pattern: Pattern): Match | null {
  for (const sentence of fewestSentences(reading, pattern))
    if (fires(sentence, pattern))
      return { words: wordsSaid(sentence, pattern), inSummary: sentence.inSummary };
  return null;
}

const NOWHERE: readonly Sentence[] = [];

/** Only sentences with the rarest of its terms can fire a pattern; most patterns end here. */
function fewestSentences(reading: Reading, pattern: Pattern): readonly Sentence[] {
  let fewest: readonly Sentence[] | undefined;
  for (const term of pattern.says) {
    const sentences = reading.get(term);
    if (sentences === undefined) return NOWHERE;
    if (fewest === undefined || sentences.length < fewest.length) fewest = sentences;
  }
  return fewest ?? NOWHERE;
}

export function saysAny(reading: Reading, patterns: readonly Pattern[]): boolean {
  return patterns.some((pattern) =>
    fewestSentences(reading, pattern).some((sentence) => fires(sentence, pattern)),
  );
}

function fires(sentence: Sentence, pattern: Pattern): boolean {
  return (
    pattern.says.every((term) => sentence.terms.has(term)) &&
    !pattern.unless.some((term) => sentence.terms.has(term))
  );
}

const LONGEST_QUOTE = 60;

function wordsSaid(sentence: Sentence, pattern: Pattern): string[] {
  const said = pattern.says.map((term) => {
    const hit = sentence.terms.get(term);
    return sentence.words.slice(hit?.from, hit?.to).join(' ').slice(0, LONGEST_QUOTE);
  });
  return [...new Set(said)];
}

function termsSaid(file: PatternFile): string[] {
  return file.says.split('+').map((name) => name.trim());
}

function termsExcluded(file: PatternFile): string[] {
  return file.unless?.split(',').map((name) => name.trim()) ?? [];
}
