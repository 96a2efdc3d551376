import { describe, expect, it } from '@jest/globals';
import type { VerdictsView } from '#libs/contracts';
import { markOf, QUESTIONS } from './verdict-marks.ts';

const signer = { keyId: '0123456789ABCDEF', fingerprint: 'AB'.repeat(20), signedAt: null };
const spoof: VerdictsView = {
  encrypted: { state: 'no', how: null, to: [], why: null },
  signed: { state: 'good', how: 'mime', why: 'The signature is good.' },
  signer,
  sender: { state: 'other', address: 'noc@registry-a.example', why: 'The key belongs to another.' },
};
const tones = (verdicts: VerdictsView) => QUESTIONS.map((question) => markOf(question, verdicts).tone);

describe('the four verdicts', () => {
  it('never draw a mail of another key as its sender’s', () =>
    expect(tones(spoof)).toEqual(['calm', 'good', 'good', 'bad']));

  it('draw a known key as nothing good where the signature does not hold', () =>
    expect(
      tones({
        ...spoof,
        signed: { ...spoof.signed, state: 'bad' },
        sender: { ...spoof.sender, state: 'none' },
      }),
    ).toEqual(['calm', 'bad', 'calm', 'calm']));

  it('name the key that it says, known or not', () => {
    expect(markOf('signer', spoof)).toMatchObject({ words: 'known', key: signer.fingerprint });
    expect(markOf('signer', { ...spoof, signer: { ...signer, fingerprint: null } })).toMatchObject({
      words: 'unknown',
      tone: 'silent',
      key: signer.keyId,
    });
    expect(markOf('signer', { ...spoof, signer: null })).toMatchObject({ words: 'none', key: null });
  });
});
