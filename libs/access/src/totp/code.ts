import { generateSecret, generateURI, verify } from 'otplib';

/** RFC 6238 with what every authenticator app takes: SHA-1, six digits, half a minute. */
const KIND = { algorithm: 'sha1', digits: 6, period: 30 } as const;
/** Bytes; RFC 4226 section 4 recommends 160 bits. */
const SECRET_LENGTH = 20;

/** In base32, as apps take it. */
export const newTotpSecret = (): string => generateSecret({ length: SECRET_LENGTH });

/** What an app reads from a link or a QR code. */
export const totpUri = (secret: string, email: string): string =>
  generateURI({ ...KIND, issuer: 'DNS-CERT', label: email, secret });

/**
 * The time step a code is of, or null when it fits none of this one, the one before and the one after: clocks of phones drift.
 * @param now seconds since 1970
 */
export async function stepOf(secret: string, code: string, now: number): Promise<number | null> {
  const found = await verify({
    ...KIND,
    secret,
    token: code,
    epoch: Math.floor(now),
    epochTolerance: KIND.period,
  });
  return found.valid ? Math.floor(now / KIND.period) + found.delta : null;
}
