import { describe, expect, it } from '@jest/globals';
import { readText } from './reading.ts';
import { compileVocabulary, phraseFaults } from './vocabulary.ts';

const vocabulary = compileVocabulary(
  {
    neutral: { thing: ['root cause', 'slow down'] },
    root: { thing: ['root'] },
    server: { thing: ['name|dns server*'] },
    slow: { event: ['slow', 'slow down'] },
    down: { event: ['down'] },
    attack: { event: ['attack*', 'angriff*'] },
    silent: { event: ['no answer'] },
  },
  ['no', 'not', 'without', 'kein'],
  ['excluded'],
);

function termsOf(text: string): string[] {
  return [...readText(vocabulary, text, '').keys()].map((term) => vocabulary.termNames[term] ?? '').sort();
}

describe('reading', () => {
  it.each([
    ['The name server is down', ['down', 'server']],
    ['DNS servers', ['server']],
    ['the root', ['root']],
    ['the root cause', []],
    ['they slow down', ['slow']],
    ['no attack', []],
    ['no sign of any attack', []],
    ['no name server is down', ['server']],
    ['no answer, attack', ['attack', 'silent']],
    ['no answer under attack', ['attack', 'silent']],
    ['not slow but down', ['down']],
    ['an attack can be excluded', []],
    ['kein Angriff', []],
    ['name, server', []],
  ])('%s', (text, expected) => {
    expect(termsOf(text)).toEqual(expected);
  });

  it('knows which sentence says what', () => {
    const reading = readText(vocabulary, 'Root is slow.', 'Server down. Name server slow.');
    const slow = reading.get(vocabulary.termNames.indexOf('slow'));
    expect(slow?.map((sentence) => [sentence.words.join(' '), sentence.inSummary])).toEqual([
      ['root is slow', true],
      ['name server slow', false],
    ]);
  });

  it('refuses phrases that no text can match or that would match too much', () => {
    expect(phraseFaults('server|servers of')).toEqual([]);
    expect(phraseFaults('ip*')).toEqual(['"ip*" in "ip*" needs 3 letters before the star']);
    expect(phraseFaults('not the same')).toEqual(['"not the same" has a word that no text can hold']);
  });
});
