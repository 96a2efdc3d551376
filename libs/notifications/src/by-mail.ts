import type { Tlp } from '#libs/contracts';
import type { Relation } from '#libs/access';
import { leaving } from '#libs/access';

/** Why a label keeps a mail to this reader back, or null. `encrypted`: to the reader's own key. */
export function whyNotByMail(
  label: Tlp,
  exit: 'mail' | 'receipt',
  relation: Relation,
  encrypted: boolean,
): string | null {
  return leaving(label, { exit }, { relation, encrypted }).why;
}
