import type { VerdictsView } from '#libs/contracts';
import type { Tone } from './state-mark.tsx';

/** The four questions that are asked of each mail that came in, in this order. */
export const QUESTIONS = ['encrypted', 'signed', 'signer', 'sender'] as const;
export type Question = (typeof QUESTIONS)[number];

/** The answer to one of them: name of its words, how it feels, and our reason where there is one. */
export interface Mark {
  words: string;
  tone: Tone;
  /** Of the key, where the answer names one. */
  key: string | null;
  why: string | null;
}

const ENCRYPTED: Record<VerdictsView['encrypted']['state'], Tone> = {
  yes: 'good',
  partial: 'bad',
  unreadable: 'bad',
  no: 'calm',
};
const SIGNED: Record<VerdictsView['signed']['state'], Tone> = {
  good: 'good',
  bad: 'bad',
  unknown_key: 'silent',
  expired_key: 'bad',
  revoked_key: 'bad',
  partial: 'bad',
  none: 'calm',
};
const SENDER: Record<VerdictsView['sender']['state'], Tone> = { matches: 'good', other: 'bad', none: 'calm' };

/**
 * Only a good signature over the whole of a mail by a key of its sender is drawn as good in the last two; a key that merely is
 * named proves nothing.
 */
export function markOf(question: Question, { encrypted, signed, signer, sender }: VerdictsView): Mark {
  switch (question) {
    case 'encrypted':
      return { words: encrypted.state, tone: ENCRYPTED[encrypted.state], key: null, why: encrypted.why };
    case 'signed':
      return { words: signed.state, tone: SIGNED[signed.state], key: null, why: signed.why };
    case 'signer':
      return signer === null
        ? { words: 'none', tone: 'calm', key: null, why: null }
        : signer.fingerprint === null
          ? { words: 'unknown', tone: 'silent', key: signer.keyId, why: null }
          : {
              words: 'known',
              tone: signed.state === 'good' ? 'good' : 'calm',
              key: signer.fingerprint,
              why: null,
            };
    case 'sender':
      return { words: sender.state, tone: SENDER[sender.state], key: null, why: sender.why };
  }
}
