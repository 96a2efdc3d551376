import { describe, expect, it } from '@jest/globals';
import { wordsOf } from './words.ts';

describe('words', () => {
  it.each([
    ["The server can't be reached", ['server', 'not', 'be', 'reached']],
    ['it doesn’t resolve and cannot work', ['it', 'not', 'resolve', 'and', 'not', 'work']],
    ['a cat, a dot and a want', ['cat', ',', 'dot', 'and', 'want']],
    ['.nz and ns1.nic.nz at 192.0.2.1', ['tld', 'and', 'hostname', 'at', 'number']],
    ['DNS is up. Whois is down!', ['dns', 'is', 'up', '.', 'whois', 'is', 'down', '.']],
    ['denial-of-service (large)', ['denial', 'of', 'service', ',', 'large', ',']],
    ['wrapped\nline', ['wrapped', 'line']],
    ['first\n\nsecond\n- third', ['first', '.', 'second', '.', 'third']],
    ['Ausfälle größer', ['ausfalle', 'grosser']],
    ['Сбой «корневого» сервера', ['сбои', 'корневого', 'сервера']],
    ['', []],
  ])('%s', (text, expected) => {
    expect(wordsOf(text)).toEqual(expected);
  });

  it('ends a sentence that never ends, so that its ends are not read as one thought', () => {
    expect(wordsOf('word '.repeat(100)).filter((word) => word === '.')).toHaveLength(1);
  });
});
