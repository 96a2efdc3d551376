import type { Tlp } from '#libs/contracts';
import type { Message } from '#libs/mail';
import type { MailSettings } from '../settings.ts';

/** What a mail to a list's member is made of, beside what every mail is. */
export interface ListFacts {
  slug: string;
  name: string;
  kind: 'own' | 'outside';
  open: boolean;
  /** The narrowest label that the list carries. */
  tlp: Tlp;
  encryptedOnly: boolean;
  /** Its reader has left, or was taken out, since it was posted. */
  isLeft: boolean;
  /** Null for an outside list, which has its own way to leave. */
  leaveToken: string | null;
}

type Facts = Pick<ListFacts, 'slug' | 'name' | 'leaveToken'>;

export const listVariables = (
  { name, leaveToken }: Facts,
  body: string,
  { publicUrl }: Pick<MailSettings, 'publicUrl'>,
): Record<string, string> => ({
  body,
  listName: name,
  leaveUrl: leaveToken === null ? '' : leaveUrl(publicUrl, leaveToken),
  publicUrl,
});

/**
 * RFC 2919 and 2369, and the one click of RFC 8058. An outside list sets its own when it passes the mail on. There is no List-Post: only
 * staff posts.
 */
export function listHeaders(
  { slug, leaveToken, open }: Facts & Pick<ListFacts, 'open'>,
  { from, domain, publicUrl }: MailSettings,
): NonNullable<Message['headers']> {
  if (leaveToken === null) return {};
  return {
    'List-Id': `<${slug}.lists.${domain}>`,
    'List-Unsubscribe': `<${leaveUrl(publicUrl, leaveToken)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Help': open ? `<${publicUrl}/lists/${slug}>` : `<mailto:${from}>`,
    'List-Post': 'NO',
    'List-Owner': `<mailto:${from}>`,
    Precedence: 'list',
  };
}

const leaveUrl = (publicUrl: string, token: string): string => `${publicUrl}/unsubscribe/${token}`;
