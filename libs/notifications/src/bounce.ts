import type { SendResult } from '#libs/mail';

/**
 * Does a refusal say that mail to this address comes back, whatever it says and whoever sends it? Only then is the contact
 * passed over next time. By RFC 3463 section 4 the second number tells what it is about: 1 and 2 address and mailbox,
 * 7 policy, which is between us and their filter (a blocklist, a relay that does not know us). Behind the content (DATA) and without
 * such a number it is the content that was refused.
 */
export function isAboutTheAddress({ stage, enhanced }: Pick<SendResult, 'stage' | 'enhanced'>): boolean {
  const subject = enhanced?.split('.')[1];
  if (subject === '1' || subject === '2') return true;
  return stage === 'rcpt' && subject !== '7';
}
