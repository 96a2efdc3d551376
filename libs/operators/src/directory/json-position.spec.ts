import { describe, expect, it } from '@jest/globals';
import { jsonFaultPosition } from './json-position.ts';

describe('the position of a fault in JSON', () => {
  const faults: [string, string, string][] = [
    ['nothing', '', 'line 1, column 1'],
    ['a word', '{"a":x}', 'line 1, column 6'],
    ['a comma before the end of an object', '{"a":1,}', 'line 1, column 8'],
    ['a comma before the end of a list', '[1,]', 'line 1, column 4'],
    ['no comma', '[1 2]', 'line 1, column 4'],
    ['no colon', '{"a" 1}', 'line 1, column 6'],
    ['a name without quotes', '{a:1}', 'line 1, column 2'],
    ['the wrong bracket', '{\n"a":[1}', 'line 2, column 7'],
    ['something after the end', '{}\n{}', 'line 2, column 1'],
    ['a line feed in a string', '"a\nb"', 'line 1, column 3'],
    ['a wrong escape', '"a\\x"', 'line 1, column 3'],
    ['an open string', '["abc', 'line 1, column 6'],
    ['an open list', '[1', 'line 1, column 3'],
    ['a number with a leading zero', '[01]', 'line 1, column 3'],
    ['a comment', '{ // no\n}', 'line 1, column 3'],
  ];
  it.each(faults)('with %s', (_, text, position) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(jsonFaultPosition(text)).toBe(position);
  });

  it('is found in deep and long text without running out of stack', () => {
    expect(jsonFaultPosition('['.repeat(1_000_000))).toBe('line 1, column 1000001');
    expect(jsonFaultPosition(`"${'a'.repeat(5_000_000)}`)).toBe('line 1, column 5000002');
  });

  it('is the end when there is no fault', () => {
    expect(jsonFaultPosition('{"a": [1, -2.5e3, true, null, "b\\u00e9\\n"], "c": {}}')).toBe(
      'line 1, column 53',
    );
  });
});
