/** What a part of an OpenPGP key is for. */
export const KEY_PURPOSES = ['certify', 'sign', 'encrypt'] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];

/**
 * in_use   the one that is used for its purpose now
 * kept     older: what it signed still verifies, what was encrypted to it can still be read
 * ended · revoked   still kept, and no longer used by anybody
 */
export const KEY_PART_STATES = ['in_use', 'kept', 'ended', 'revoked'] as const;
export type KeyPartState = (typeof KEY_PART_STATES)[number];

/**
 * The key of a contact:
 * none         we have none
 * good · ends_soon · ended   of the last, nothing can be encrypted to it any more
 * unreadable   it was taken once, and cannot be used any more
 */
export const CONTACT_KEY_STATES = ['none', 'good', 'ends_soon', 'ended', 'unreadable'] as const;
export type ContactKeyState = (typeof CONTACT_KEY_STATES)[number];

/** Why mail to a contact goes encrypted, or does not. */
export const ENCRYPT_ANSWERS = [
  'encrypts',
  'wants_clear_mail',
  'no_key',
  'no_key_but_required',
  'key_ended',
  'key_unreadable',
] as const;
export type EncryptAnswer = (typeof ENCRYPT_ANSWERS)[number];

/**
 * Whether we can read what is encrypted to a key:
 * ours           yes
 * ours_earlier   if the files of that key of ours were brought along
 * of_a_contact   no: it is somebody's whom we know
 * unknown        no: we know nobody's key of that name
 */
export const READ_ANSWERS = ['ours', 'ours_earlier', 'of_a_contact', 'unknown'] as const;
export type ReadAnswer = (typeof READ_ANSWERS)[number];

/**
 * What a person does next:
 * ask_for_key · ask_for_new_key · ask_for_later_end   of the contact, by a way that is known from before
 * ask_whether_clear   the contact wants clear mail: ask whether that still holds
 * confirm_change      a change of this key waits to be confirmed
 * bring_back_files    of an earlier key of ours, to where the worker runs
 * ask_to_send_again   encrypted to our key, whose fingerprint stands there
 */
export const KEY_STEPS = [
  'ask_for_key',
  'ask_for_new_key',
  'ask_for_later_end',
  'ask_whether_clear',
  'confirm_change',
  'bring_back_files',
  'ask_to_send_again',
] as const;
export type KeyStep = (typeof KEY_STEPS)[number];
