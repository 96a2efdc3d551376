import type { PublicAdvisory } from '#libs/notifications';
import { html } from '../pages/html.ts';
import type { Html } from '../pages/html.ts';

interface Site {
  /** Of the service, without a slash at its end. */
  url: string;
  /** Our mail domain: the names of feed and entries begin with it, and outlive a move to another address. */
  domain: string;
}

/** Of a feed that has no entry yet; RFC 4287 wants an instant, and always the same one. */
const BEGINNING = new Date('2026-01-01T00:00:00Z');

/** When the newest of them changed. */
export const updatedAtOf = (advisories: PublicAdvisory[]): Date =>
  advisories.reduce((latest, { updatedAt }) => (updatedAt > latest ? updatedAt : latest), BEGINNING);

/** The advisories as an Atom feed (RFC 4287), their names as tag: URIs (RFC 4151). */
export function atomFeed(advisories: PublicAdvisory[], { url, domain }: Site): string {
  return html`<?xml version="1.0" encoding="utf-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
      <id>${tagOf(domain, '2026', 'advisories')}</id>
      <title>DNS-CERT advisories</title>
      <subtitle>What everybody may know of incidents of the DNS. TLP:CLEAR.</subtitle>
      <updated>${updatedAtOf(advisories).toISOString()}</updated>
      <author><name>DNS-CERT</name><uri>${url}/</uri></author>
      <link rel="self" type="application/atom+xml" href="${url}/advisories.atom" />
      <link rel="alternate" type="text/html" href="${url}/advisories" />
      ${advisories.map((advisory) => entryOf(advisory, { url, domain }))}</feed
    > `.text;
}

function entryOf(advisory: PublicAdvisory, { url, domain }: Site): Html {
  const { number, title, summary, body, references, language, publishedAt, updatedAt, withdrawal } = advisory;
  const said = (text: string) => xmlText(text);
  return html`
    <entry xml:lang="${language}">
      <id>${tagOf(domain, publishedAt.toISOString().slice(0, 4), `advisories/${number}`)}</id>
      <title type="text">${number}: ${withdrawal === null ? '' : 'Withdrawn: '}${said(title)}</title>
      <published>${publishedAt.toISOString()}</published>
      <updated>${updatedAt.toISOString()}</updated>
      <link rel="alternate" type="text/html" href="${url}/advisories/${number}" />
      ${references.map(
        (reference) => html` <link rel="related" href="${URL.parse(reference)?.href ?? ''}" /> `,
      )} <category term="TLP:CLEAR" />
      <summary type="text">${said(withdrawal === null ? summary : withdrawal.reason)}</summary>
      <content type="text">${said(withdrawal === null ? body : withdrawal.reason)}</content>
    </entry>
  `;
}

const tagOf = (domain: string, year: string, name: string) => `tag:${domain},${year}:${name}`;

/** Two characters that our texts may hold stand in no XML document (XML 1.0, section 2.2). */
const xmlText = (text: string): string => text.replace(/[\ufffe\uffff]/g, '\ufffd');
