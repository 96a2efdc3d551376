import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dialOf } from './dial.ts';

describe('a number to dial', () => {
  it('is the digits of what was typed', () => expect(dialOf('+43 (1) 000-0000')).toBe('tel:+4310000000'));

  it('is nothing but a number, whatever was typed', () =>
    fc.assert(fc.property(fc.string(), (typed) => expect(dialOf(typed)).toMatch(/^tel:[+\d]*$/))));
});
