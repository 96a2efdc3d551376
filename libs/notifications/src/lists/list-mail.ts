import type { ListPosting, Tlp } from '#libs/contracts';
import type { Message } from '#libs/mail';
import type { MailSettings } from '../settings.ts';

/** What a mail to a list's member is made of, beside what every mail is. */
export interface ListFacts {
  slug: string;
  name: string;
  kind: 'own' | 'outside';
  open: boolean;
  posting: ListPosting;
  /** The narrowest label that the list carries. */
  tlp: Tlp;
  encryptedOnly: boolean;
  /** Its reader has left, or was taken out, since it was posted. */
  isLeft: boolean;
  /** Null for an outside list, which has its own way to leave. */
  leaveToken: string | null;
}

/** The template of what a rule posts: in words of ours, which each member gets in a language of its own. */
export const RULE_ALERT = 'list-rule-alert';

type Facts = Pick<ListFacts, 'slug' | 'name' | 'open' | 'leaveToken'>;

/**
 * Of an open list the same for all its members, so that one signature serves all: the link by which one leaves stands in the header.
 * Who is on another list has it in the text, which encryption covers.
 */
export const listVariables = (
  { slug, name, open, leaveToken }: Facts,
  body: string,
  { publicUrl }: Pick<MailSettings, 'publicUrl'>,
): Record<string, string> => ({
  body,
  listName: name,
  leaveUrl: leaveToken === null || open ? '' : leaveUrl(publicUrl, leaveToken),
  listUrl: open ? listUrl(publicUrl, slug) : '',
  publicUrl,
});

/**
 * RFC 2919 and 2369, and the one click of RFC 8058, on open lists alone: on the way nobody reads of the others who is on which. An
 * outside list sets its own when it passes the mail on.
 */
export function listHeaders(
  { slug, leaveToken, open, posting }: Facts & Pick<ListFacts, 'posting'>,
  { from, domain, publicUrl }: MailSettings,
): NonNullable<Message['headers']> {
  if (leaveToken === null) return {};
  if (!open) return { Precedence: 'list' };
  return {
    'List-Id': `<${slug}.lists.${domain}>`,
    'List-Unsubscribe': `<${leaveUrl(publicUrl, leaveToken)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Subscribe': `<${listUrl(publicUrl, slug)}>`,
    'List-Help': `<${listUrl(publicUrl, slug)}>`,
    'List-Archive': `<${listUrl(publicUrl, slug)}>`,
    'List-Post': posting === 'staff' ? 'NO' : `<mailto:list+${slug}@${domain}>`,
    'List-Owner': `<mailto:${from}>`,
    Precedence: 'list',
  };
}

const leaveUrl = (publicUrl: string, token: string): string => `${publicUrl}/unsubscribe/${token}`;
const listUrl = (publicUrl: string, slug: string): string => `${publicUrl}/lists/${slug}`;
