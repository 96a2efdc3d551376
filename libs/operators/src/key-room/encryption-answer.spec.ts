import { describe, expect, it } from '@jest/globals';
import type { ContactKeyState, ContactKeyView, EncryptionPolicy } from '#libs/contracts';
import { encryptionAnswer } from './encryption-answer.ts';

const contact = (encryption: EncryptionPolicy, state: ContactKeyState, changeId: string | null = null) =>
  ({ encryption, state, changeId }) as ContactKeyView;

describe('why we can encrypt to a contact, or cannot', () => {
  it.each([
    ['if_key', 'good', 'encrypts', null],
    ['required', 'ends_soon', 'encrypts', 'ask_for_later_end'],
    ['if_key', 'none', 'no_key', 'ask_for_key'],
    ['required', 'none', 'no_key_but_required', 'ask_for_key'],
    ['if_key', 'ended', 'key_ended', 'ask_for_new_key'],
    ['required', 'unreadable', 'key_unreadable', 'ask_for_new_key'],
    ['never', 'good', 'wants_clear_mail', 'ask_whether_clear'],
  ] as const)('%s, key %s: %s, then %s', (encryption, state, answer, nextStep) => {
    const canSendSecrets = answer === 'encrypts';
    expect(encryptionAnswer(contact(encryption, state))).toMatchObject({ answer, nextStep, canSendSecrets });
  });

  it('a change that waits is confirmed first', () => {
    expect(encryptionAnswer(contact('if_key', 'ended', 'id'))).toMatchObject({ nextStep: 'confirm_change' });
    expect(encryptionAnswer(contact('if_key', 'good', 'id'))).toMatchObject({ nextStep: null });
  });
});
