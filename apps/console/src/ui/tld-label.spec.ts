import { describe, expect, it } from '@jest/globals';
import { tldLabel } from './tld-label.ts';

describe('the label of a TLD', () => {
  it.each([
    ['.NZ', 'nz'],
    [' nz. ', 'nz'],
    ['xn--p1ai', 'xn--p1ai'],
    ['.рф', 'xn--p1ai'],
  ])('%p is %p', (typed, label) => expect(tldLabel(typed)).toBe(label));

  it.each(['', 'a b', 'a/b', 'a@b', 'a:1'])('%p is none and stays as it was typed', (typed) =>
    expect(tldLabel(typed)).toBe(typed),
  );
});
