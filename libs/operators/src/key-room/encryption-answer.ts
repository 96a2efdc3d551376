import type {
  ContactKeyState,
  ContactKeyView,
  EncryptAnswer,
  EncryptionAnswerView,
  KeyStep,
} from '#libs/contracts';

/** Why mail to this contact goes encrypted or does not, and what a person does about it. */
export function encryptionAnswer(contact: ContactKeyView): EncryptionAnswerView {
  const answer = answerOf(contact);
  const step = stepAfter(contact.state, answer);
  return {
    contact,
    answer,
    nextStep: step !== null && contact.changeId !== null ? 'confirm_change' : step,
    canSendSecrets: answer === 'encrypts',
  };
}

function answerOf({ encryption, state }: ContactKeyView): EncryptAnswer {
  if (encryption === 'never') return 'wants_clear_mail';
  if (state === 'none') return encryption === 'required' ? 'no_key_but_required' : 'no_key';
  if (state === 'ended') return 'key_ended';
  return state === 'unreadable' ? 'key_unreadable' : 'encrypts';
}

function stepAfter(state: ContactKeyState, answer: EncryptAnswer): KeyStep | null {
  if (answer === 'wants_clear_mail') return 'ask_whether_clear';
  if (answer === 'encrypts') return state === 'ends_soon' ? 'ask_for_later_end' : null;
  return state === 'none' ? 'ask_for_key' : 'ask_for_new_key';
}
