import { readFileSync } from 'node:fs';
import { renderTemplate, wrapText } from '#libs/mail';
import type { CertProfile } from './profile.ts';

/** What both texts take from the settings. */
export interface Addresses {
  MAIL_FROM: string;
  PUBLIC_URL: string;
}

export interface NamedKey {
  fingerprint: string;
  userId: string;
}

const TEMPLATE = readFileSync(new URL('./rfc2350.txt', import.meta.url), 'utf8');
/** d; RFC 9116 section 2.5.5 wants less than a year. */
const LASTS = 180;

/** Who we are and how we work, in the order of RFC 2350 appendix D; lines of 72 columns. */
export function rfc2350(profile: CertProfile, at: Addresses, key: NamedKey, updated: Date): string {
  const notTold = 'Not public; asked for by mail.';
  const { subject, body } = renderTemplate(TEMPLATE, {
    ...profile,
    established: profile.established ?? '',
    address: profile.address ?? notTold,
    telephone: profile.telephone ?? notTold,
    date: updated.toISOString().slice(0, 10),
    publicUrl: at.PUBLIC_URL,
    mail: at.MAIL_FROM,
    userId: key.userId,
    fingerprint: inFours(key.fingerprint),
  });
  return `${subject}\n${'='.repeat(Math.min(72, subject.length))}\n\n${wrapText(body)}`;
}

/** RFC 9116. */
export const securityTxt = ({ MAIL_FROM, PUBLIC_URL }: Addresses, at: Date): string =>
  [
    `Contact: mailto:${MAIL_FROM}`,
    `Contact: ${PUBLIC_URL}/report`,
    `Encryption: ${PUBLIC_URL}/.well-known/dnscert.asc`,
    `Policy: ${PUBLIC_URL}/rfc2350`,
    `Expires: ${new Date(at.getTime() + LASTS * 24 * 3_600_000).toISOString()}`,
    'Preferred-Languages: en, fr',
    `Canonical: ${PUBLIC_URL}/.well-known/security.txt`,
    '',
  ].join('\n');

/** As GnuPG shows it. */
function inFours(fingerprint: string): string {
  const groups = fingerprint.match(/.{1,4}/g) ?? [];
  const half = Math.ceil(groups.length / 2);
  return `${groups.slice(0, half).join(' ')}  ${groups.slice(half).join(' ')}`;
}
