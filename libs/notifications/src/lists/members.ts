import type { EncryptionPolicy, Tlp } from '#libs/contracts';
import type { Tx } from '#libs/database';
import type { Addressee } from '../audience.ts';
import { protectionOf } from '../protection.ts';
import type { Protection } from '../protection.ts';
import { isAllowedAddress } from '../settings.ts';
import type { MailSettings } from '../settings.ts';
import { relationOn } from './label.ts';
import type { MailingList } from './list.entity.ts';

export interface Member {
  /** Null: the address of an outside list. */
  subscriptionId: string | null;
  addressee: Addressee;
}

interface Row {
  id: string;
  email: string;
  name: string | null;
  language: string;
  timezone: string;
  encryption: EncryptionPolicy;
  keyFingerprint: string | null;
  keyExpiresAt: Date | null;
}

/** Each who gets an alert of this label now, with how it goes to them, or why it does not. */
export async function membersOf(
  manager: Tx,
  list: MailingList,
  tlp: Tlp,
  settings: MailSettings,
  now: Date,
): Promise<Member[]> {
  const rows = list.kind === 'outside' ? [outsideOf(list)] : await manager.query<Row[]>(ACTIVE, [list.id]);
  return rows.map(({ id, email, name, language, timezone, ...lock }) => {
    const protection = protectionOf(lock, { tlp, relation: relationOn(list) }, now);
    return {
      subscriptionId: list.kind === 'outside' ? null : id,
      addressee: {
        operatorId: null,
        contactId: null,
        userId: null,
        recipient: { email, name, language, timezone },
        protection,
        withheld: whyWithheld(email, protection, settings),
      },
    };
  });
}

/** How mail to a member is locked: the list's wish goes before its contact's, its own key before the contact's. */
export const LOCK = {
  encryption: `CASE WHEN l.encrypted_only THEN 'required' WHEN s.contact_id IS NULL THEN 'if_key' ELSE sc.encryption END`,
  keyFingerprint: 'COALESCE(s.key_fingerprint, sc.key_fingerprint)',
  keyArmored: 'COALESCE(s.key_armored, sc.key_armored)',
  keyExpiresAt: 'CASE WHEN s.key_fingerprint IS NULL THEN sc.key_expires_at ELSE s.key_expires_at END',
};

const ACTIVE = `
  SELECT s.id, s.email, s.name, s.language, s.timezone, ${LOCK.encryption} AS encryption,
         ${LOCK.keyFingerprint} AS "keyFingerprint", ${LOCK.keyExpiresAt} AS "keyExpiresAt"
    FROM list_subscriptions s JOIN mailing_lists l ON l.id = s.list_id LEFT JOIN contacts sc ON sc.id = s.contact_id
   WHERE s.list_id = $1 AND s.state = 'active' ORDER BY s.id`;

const outsideOf = ({ id, address, name, encryptedOnly }: MailingList): Row => ({
  id,
  email: address ?? '',
  name,
  language: 'en',
  timezone: 'UTC',
  encryption: encryptedOnly ? 'required' : 'if_key',
  keyFingerprint: null,
  keyExpiresAt: null,
});

function whyWithheld(email: string, { way, why }: Protection, settings: MailSettings): string | null {
  if (!isAllowedAddress(settings, email))
    return `This installation mails addresses under ${settings.onlyDomains.join(', ')} alone.`;
  return way === 'withheld' ? why : null;
}
