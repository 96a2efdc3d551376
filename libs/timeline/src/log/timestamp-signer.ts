import { createHash, X509Certificate } from 'node:crypto';
import type { OctetString, Sequence } from 'asn1js';
import { Certificate } from 'pkijs';
import type { ExtKeyUsage, SignerInfo } from 'pkijs';
import { TimestampRefused } from './timestamp-refused.ts';
import { TIMESTAMP_INFO } from './timestamp-token.ts';
import type { TimestampToken } from './timestamp-token.ts';

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
/** ESS: by its hash, which certificate signed (RFC 2634 by SHA-1, RFC 5816 by any). */
const SIGNING_CERTIFICATES = ['1.2.840.113549.1.9.16.2.47', '1.2.840.113549.1.9.16.2.12'];
const EXTENDED_KEY_USAGE = '2.5.29.37';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
/** No SHA-1 and no MD5 among them. */
const DIGESTS: Record<string, string> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
/** RSA by itself, which goes with the digest that is named beside it, and RSA and ECDSA each with SHA-256, 384 and 512. */
const SIGNATURES = new Set([
  '1.2.840.113549.1.1.1',
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
]);

/** Who signed a timestamp, and what else came with it to show who that is. */
export interface TimestampSigner {
  certificate: X509Certificate;
  others: X509Certificate[];
}

/** Who signed it, by a signature that is good and a certificate that is for just that. @param text that it is about. @throws TimestampRefused */
export async function signerOf({ signed, info }: TimestampToken, text: Buffer): Promise<TimestampSigner> {
  const [signer, ...more] = signed.signerInfos;
  if (signer === undefined) throw new TimestampRefused('nobody signed the timestamp');
  if (more.length > 0) throw new TimestampRefused('several have signed the timestamp, where one does');
  assertAlgorithms(signer);
  assertAttributes(signer);
  const data = new Uint8Array(text).buffer;
  const found = await signed
    .verify({ signer: 0, data, checkDate: info.genTime, checkChain: false, extendedMode: true })
    .catch((error: unknown) => {
      const why = error instanceof Error ? error.message : '';
      throw new TimestampRefused(`the signature of the timestamp is not good: ${why}`);
    });
  const { signerCertificate } = found;
  if (found.signatureVerified !== true || !(signerCertificate instanceof Certificate))
    throw new TimestampRefused('the signature of the timestamp is not good');
  assertForTimestamps(signerCertificate);
  const certificate = x509(signerCertificate);
  assertNamed(signer, certificate);
  const others = (signed.certificates ?? [])
    .filter((other) => other instanceof Certificate && other !== signerCertificate)
    .map((other) => x509(other as Certificate));
  return { certificate, others };
}

function assertAlgorithms({ digestAlgorithm, signatureAlgorithm }: SignerInfo): void {
  for (const [id, isKnown] of [
    [digestAlgorithm.algorithmId, digestAlgorithm.algorithmId in DIGESTS],
    [signatureAlgorithm.algorithmId, SIGNATURES.has(signatureAlgorithm.algorithmId)],
  ] as const)
    if (!isKnown)
      throw new TimestampRefused(`the timestamp is signed by a way that is not taken here: ${id}`);
}

/** Each once, and of the content that is signed: a signature over something else is not to pass for one over this. */
function assertAttributes(signer: SignerInfo): void {
  const [type] = valuesOf(signer, CONTENT_TYPE);
  const digests = valuesOf(signer, MESSAGE_DIGEST);
  const name = (type as { getValue?: () => string } | undefined)?.getValue?.();
  if (name !== TIMESTAMP_INFO || digests.length !== 1)
    throw new TimestampRefused('the signature of the timestamp does not say what it signs');
}

/** Of one attribute that was signed; none where it is not there just once. */
function valuesOf({ signedAttrs }: SignerInfo, id: string): unknown[] {
  const found = (signedAttrs?.attributes ?? []).filter(({ type }) => type === id);
  return found.length === 1 ? (found[0]?.values ?? []) : [];
}

function assertForTimestamps({ extensions = [] }: Certificate): void {
  const usages = extensions.filter(({ extnID }) => extnID === EXTENDED_KEY_USAGE);
  const purposes = usages.flatMap(
    ({ parsedValue }) => (parsedValue as ExtKeyUsage | undefined)?.keyPurposes ?? [],
  );
  if (usages.length !== 1 || usages[0]?.critical !== true || purposes.join() !== TIME_STAMPING)
    throw new TimestampRefused(
      'the certificate that signed the timestamp is not for timestamps alone (extKeyUsage timeStamping, critical)',
    );
}

/** Does the signature name this certificate? Else another of the same key could be put in its place. */
function assertNamed(signer: SignerInfo, { raw }: X509Certificate): void {
  for (const id of SIGNING_CERTIFICATES) {
    const [named] = valuesOf(signer, id);
    if (named === undefined) continue;
    if (namedHash(named as Sequence, raw)) return;
    throw new TimestampRefused('the timestamp was signed with another certificate than the one it names');
  }
  throw new TimestampRefused('the timestamp does not name the certificate that signed it');
}

/** SigningCertificate(V2) ::= { certs { { [hashAlgorithm], certHash, … }, … }, … } */
function namedHash(named: Sequence, raw: Buffer): boolean {
  const [certificates] = named.valueBlock.value as Sequence[];
  const [first] = (certificates?.valueBlock.value ?? []) as Sequence[];
  const parts = first?.valueBlock.value ?? [];
  const hash = parts.find(({ idBlock }) => idBlock.tagClass === 1 && idBlock.tagNumber === 4) as
    OctetString | undefined;
  if (hash === undefined) return false;
  const given = Buffer.from(hash.getValue());
  const algorithm = { 20: 'sha1', 32: 'sha256', 48: 'sha384', 64: 'sha512' }[given.length];
  return algorithm !== undefined && createHash(algorithm).update(raw).digest().equals(given);
}

function x509(certificate: Certificate): X509Certificate {
  try {
    return new X509Certificate(Buffer.from(certificate.toSchema().toBER()));
  } catch {
    throw new TimestampRefused('a certificate of the timestamp server cannot be read');
  }
}
