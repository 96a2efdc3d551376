import type { X509Certificate } from 'node:crypto';
import { TimestampRefused } from './timestamp-refused.ts';
import type { TimestampSigner } from './timestamp-signer.ts';

/**
 * Was the signer's certificate good at that instant, and does a chain lead from it to one that is trusted?
 * @param trusted null: whoever it is
 * @throws TimestampRefused
 */
export function assertTrusted(
  { certificate, others }: TimestampSigner,
  at: Date,
  trusted: readonly X509Certificate[] | null,
): void {
  if (!isGoodAt(certificate, at))
    throw new TimestampRefused(
      `the certificate that signed the timestamp is good from ${certificate.validFrom} to ${certificate.validTo}, and not at ${at.toISOString()}`,
    );
  if (trusted === null) return;
  // Each is looked at once: certificates may vouch for each other in a ring.
  const left = new Set(others.filter((other) => other.ca && isGoodAt(other, at)));
  let reached = [certificate];
  while (reached.length > 0) {
    if (
      reached.some((one) =>
        trusted.some(
          (anchor) => one.raw.equals(anchor.raw) || (isGoodAt(anchor, at) && hasIssued(anchor, one)),
        ),
      )
    )
      return;
    const issuers = [...left].filter((issuer) => reached.some((one) => hasIssued(issuer, one)));
    for (const issuer of issuers) left.delete(issuer);
    reached = issuers;
  }
  throw new TimestampRefused(
    `the certificate that signed the timestamp leads to none that is trusted here: ${certificate.subject.replaceAll('\n', ', ')}`,
  );
}

const isGoodAt = ({ validFrom, validTo }: X509Certificate, at: Date): boolean =>
  Date.parse(validFrom) <= at.getTime() && at.getTime() <= Date.parse(validTo);

const hasIssued = (issuer: X509Certificate, one: X509Certificate): boolean =>
  one.checkIssued(issuer) && one.verify(issuer.publicKey);
