import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanReply, readReply } from './reply.ts';

describe('a reply', () => {
  it('is read with its codes', () => {
    expect(readReply('550 5.1.1 no such user')).toEqual({
      response: '550 5.1.1 no such user',
      code: 550,
      enhanced: '5.1.1',
    });
    expect(readReply('250-one\n250 two')).toEqual({ response: '250-one 250 two', code: 250 });
    expect(readReply('Connection reset')).toEqual({ response: 'Connection reset' });
  });

  it('is fit to be stored and shown whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), (text) => {
        const clean = cleanReply(text);
        expect(clean.length).toBeLessThanOrEqual(500);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toMatch(/\p{Cc}|\p{Bidi_Control}|[\u2028\u2029]/u);
      }),
    );
  });
});
