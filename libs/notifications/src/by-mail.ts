import type { Tlp } from '#libs/contracts';
import type { Relation } from '#libs/access';
import { leaving } from '#libs/access';

/** Why a label keeps a mail to this reader back, or null. Our mails are signed and not encrypted yet, so that RED stays here. */
export function whyNotByMail(label: Tlp, exit: 'mail' | 'receipt', relation: Relation): string | null {
  const { why } = leaving(label, { exit }, { relation, encrypted: false });
  if (why === null) return null;
  const isForEncryption = leaving(label, { exit }, { relation, encrypted: true }).why === null;
  return isForEncryption ? `${why}, and this version signs but does not encrypt yet` : why;
}
