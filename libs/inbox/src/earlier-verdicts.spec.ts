import { describe, expect, it } from '@jest/globals';
import type { Verdicts } from '#libs/mail';
import { earlierOf } from './earlier-verdicts.ts';

const said = (state: Verdicts['signed']['state'], fingerprint: string | null = null): Verdicts => ({
  encrypted: { state: 'no', how: null, to: [], why: null },
  signed: { state, how: 'mime', why: state },
  signer: { keyId: 'A'.repeat(16), fingerprint, signedAt: null, digest: '' },
  sender: { state: fingerprint === null ? 'none' : 'matches', address: 'a@b.example', owners: [], why: '' },
});

const before = {
  verdicts: said('unknown_key'),
  readAt: new Date('2026-11-28T10:00:00Z'),
  outcome: 'asked_back' as const,
  outcomeWhy: 'No contact has it.',
  earlier: [],
  againWhy: 'key_came' as const,
};

describe('what was said of a mail before', () => {
  it('stays, with its time and why it was read again', () => {
    const [first, ...more] = earlierOf(before, said('good', 'F'.repeat(40)));
    expect(more).toEqual([]);
    expect(first).toEqual({
      readAt: '2026-11-28T10:00:00.000Z',
      verdicts: before.verdicts,
      outcome: 'asked_back',
      outcomeWhy: 'No contact has it.',
      why: 'key_came',
    });
    const later = {
      ...before,
      verdicts: said('good', 'F'.repeat(40)),
      earlier: first === undefined ? [] : [first],
    };
    expect(earlierOf(later, said('revoked_key', 'F'.repeat(40)))).toHaveLength(2);
  });

  it('is not there for a mail that is read for the first time, or said in the same way again', () => {
    expect(earlierOf({ ...before, verdicts: null, readAt: null }, said('good'))).toEqual([]);
    expect(earlierOf(before, said('unknown_key'))).toEqual([]);
  });
});
